package dev.estrade.transcode.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Label;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultivariantTests {
    private static final Label FRENCH = new Label("fr", null, true);
    private static final Label ENGLISH = new Label("en-GB", "Director", false);

    @Test
    void saysWhatWasMeasured() {
        Plan plan = Plan.of(Probes.of(320, 240, Probes.THIRTY, Probes.THIRTY, 8));
        Map<String, Measured> measured = Map.of(
                "240p", new Measured(List.of(100_000L, 50_000L), List.of(10_000L, 12_000L)),
                "audio", new Measured(List.of(64_000L, 32_000L), List.of(0L, 0L)));

        Map<String, String> files = new Playlists(plan).measured(measured);

        assertThat(files.keySet())
                .containsExactly("240p/index.m3u8", "audio/index.m3u8", "240p/iframes.m3u8", "output.m3u8");
        assertThat(files.get("output.m3u8"))
                .contains("#EXT-X-STREAM-INF:BANDWIDTH=328000,AVERAGE-BANDWIDTH=246000,CODECS=")
                .contains("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=24000,CODECS=\"avc1.640015\",RESOLUTION=320x240,"
                        + "URI=\"240p/iframes.m3u8\"");
        assertThat(String.valueOf(files.get("240p/iframes.m3u8")).lines())
                .containsSubsequence(
                        "#EXT-X-I-FRAMES-ONLY",
                        "#EXTINF:4.000000,",
                        "#EXT-X-BYTERANGE:10000@0",
                        "segment_000.ts",
                        "#EXT-X-BYTERANGE:12000@0",
                        "segment_001.ts",
                        "#EXT-X-ENDLIST");
    }

    @Test
    void offersSoundsAndSubtitlesByLanguage() {
        Probe probe = new Probe(
                0,
                8,
                Probes.silent(320, 240, 8).video(),
                List.of(new Probe.Audio(1, "aac", FRENCH), new Probe.Audio(2, "ac3", ENGLISH)),
                List.of(new Probe.Subtitles(3, FRENCH), new Probe.Subtitles(4, FRENCH)));

        assertThat(new Multivariant(Plan.of(probe), Map.of()).text().lines())
                .contains(
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"français\",LANGUAGE=\"fr\",DEFAULT=YES,"
                                + "AUTOSELECT=YES,CHANNELS=\"2\",URI=\"audio/index.m3u8\"",
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Director\",LANGUAGE=\"en-GB\",DEFAULT=NO,"
                                + "AUTOSELECT=YES,CHANNELS=\"2\",URI=\"audio_1/index.m3u8\"",
                        "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"français 2\",LANGUAGE=\"fr\","
                                + "DEFAULT=NO,AUTOSELECT=NO,FORCED=NO,URI=\"subtitles_1/index.m3u8\"")
                .anyMatch(line -> line.startsWith("#EXT-X-STREAM-INF")
                        && line.endsWith(",AUDIO=\"audio\",SUBTITLES=\"subtitles\""));
    }

    @Test
    void playsSoundAlone() {
        Probe probe = new Probe(0, 8, null, List.of(new Probe.Audio(0, "mp3", Label.NONE)), List.of());

        assertThat(new Multivariant(Plan.of(probe), Map.of()).text().lines())
                .containsSubsequence(
                        "#EXT-X-STREAM-INF:BANDWIDTH=140000,CODECS=\"mp4a.40.2\",AUDIO=\"audio\"", "audio/index.m3u8")
                .noneMatch(line -> line.contains("avc1"));
    }
}
