package dev.estrade.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaylistLinksTests {
    private static final String BASE = "https://video.example/hls2/t/c/m/l1/";

    @Test
    void makesEveryUriOfAMultivariantPlaylistAbsolute() {
        String stored = """
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="URI=\\"x\\"",URI="audio/index.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=854x480,AUDIO="a"
                480p/index.m3u8

                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=80000,URI="480p/iframes.m3u8"
                """;

        assertThat(PlaylistLinks.rewritten(stored, Links.absolute("g1", URI.create(BASE + "output.m3u8"), "GRANT")))
                .isEqualTo("""
                        #EXTM3U
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="URI=\\"x\\"",URI="%1$saudio/index.m3u8?g=g1&token=GRANT"
                        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=854x480,AUDIO="a"
                        %1$s480p/index.m3u8?g=g1&token=GRANT

                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=80000,URI="%1$s480p/iframes.m3u8?g=g1&token=GRANT"
                        """.formatted(BASE));
    }

    @Test
    void resolvesKeysAndSegmentsAgainstTheirPlaylist() {
        String stored = """
                #EXTM3U
                #EXT-X-KEY:METHOD=AES-128,URI="../enc.key",IV=0x00000000000000010000000000000000
                #EXTINF:4.0,
                segment_000.ts
                #EXT-X-ENDLIST
                """;

        assertThat(PlaylistLinks.rewritten(stored, Links.absolute("g1", URI.create(BASE + "480p/index.m3u8"), "G")))
                .contains("URI=\"" + BASE + "enc.key?g=g1&token=G\",IV=0x00000000000000010000000000000000\n")
                .contains("\n" + BASE + "480p/segment_000.ts?g=g1&token=G\n")
                .endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void keepsUrisRelativeOnTheWeb() {
        String stored = """
                #EXTM3U
                #EXT-X-KEY:METHOD=AES-128,URI="../enc.key",IV=0x00000000000000010000000000000000
                #EXTINF:4.0,
                segment_000.ts
                #EXT-X-ENDLIST
                """;

        assertThat(PlaylistLinks.rewritten(stored, Links.relative("5b8e-1"))).isEqualTo("""
                        #EXTM3U
                        #EXT-X-KEY:METHOD=AES-128,URI="../enc.key?g=5b8e-1",IV=0x00000000000000010000000000000000
                        #EXTINF:4.0,
                        segment_000.ts?g=5b8e-1
                        #EXT-X-ENDLIST
                        """);
    }

    @Test
    void grantsTheLessonTwiceAndAnHourUpToADay() {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        Instant soon = now.plusSeconds(600);

        assertThat(Playlists.grantEnd(soon, 60.5, now)).isEqualTo(now.plusSeconds(3600 + 121));
        assertThat(Playlists.grantEnd(now.plusSeconds(3800), 60, now)).isEqualTo(now.plusSeconds(3800));
        assertThat(Playlists.grantEnd(soon, 100_000, now)).isEqualTo(now.plus(Duration.ofHours(24)));
    }
}
