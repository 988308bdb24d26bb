package dev.estrade.transcode.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.probe.Fraction;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaylistsTests {
    private static final Fraction THIRTY = new Fraction(30, 1);
    private final Plan plan = Plan.of(PlanTests.probe(1280, 720, THIRTY, THIRTY, 21.5));

    @Test
    void listsTheStartRungFirst() {
        assertThat(new Multivariant(plan, Map.of()).text().lines())
                .containsSubsequence(
                        "#EXT-X-STREAM-INF:BANDWIDTH=1995000,CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=854x480,"
                                + "FRAME-RATE=30.000,AUDIO=\"audio\"",
                        "480p/index.m3u8",
                        "720p/index.m3u8",
                        "360p/index.m3u8");
    }

    @Test
    void isCompleteBeforeAnySegmentExists() {
        assertThat(new Playlists(plan).media("480p").lines())
                .startsWith("#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-TARGETDURATION:4")
                .containsSubsequence(
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"../enc.key\",IV=0x00000000000000010000000000000005",
                        "#EXTINF:1.500000,",
                        "segment_005.ts",
                        "#EXT-X-ENDLIST");
    }

    @Test
    void namesNoSoundWhereThereIsNone() {
        Plan silent = Plan.of(Probes.silent(640, 360, 8));

        assertThat(new Playlists(silent).all().keySet())
                .containsExactly("360p/index.m3u8", "240p/index.m3u8", "output.m3u8");
        assertThat(new Multivariant(silent, Map.of()).text()).doesNotContain("AUDIO", "mp4a");
    }

    @Test
    void neverUsesAnInitialisationVectorTwice() {
        Set<String> seen = new HashSet<>();
        for (String rendition : new String[] {"720p", "480p", "360p", "240p", Renditions.AUDIO}) {
            for (int segment = 0; segment < 1000; segment++) {
                assertThat(seen.add(HexFormat.of().formatHex(Renditions.iv(plan, rendition, segment))))
                        .isTrue();
            }
        }
    }
}
