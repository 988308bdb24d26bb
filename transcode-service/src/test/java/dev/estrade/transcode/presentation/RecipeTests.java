package dev.estrade.transcode.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.presentation.Recipe.Format;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTests {

    @ParameterizedTest
    @CsvSource({
        "MP4, h264, yuv420p, aac, MP4, copy, copy",
        "MP4, h264, yuvj420p, aac, MP4, copy, copy",
        "MP4, h264, yuv420p, mp3, MP4, copy, aac",
        "MP4, h264, yuv420p10le, aac, MP4, libx264, copy",
        "MP4, h264, yuv422p, aac, MP4, libx264, copy",
        "MP4, hevc, yuv420p, aac, MP4, libx264, copy",
        "MATROSKA, h264, yuv420p, aac, MP4, libx264, aac",
        "MATROSKA, vp9, yuv420p, opus, WEBM, copy, copy",
        "MATROSKA, vp8, yuv420p, vorbis, WEBM, copy, copy",
        "MATROSKA, av1, yuv420p10le, opus, WEBM, copy, copy",
        "MATROSKA, h264, yuv420p, aac, WEBM, libvpx, libopus"
    })
    void copiesWhatABrowserPlays(
            Demuxer container, String video, String pixels, String audio, Format format, String picture, String sound) {
        Recipe recipe = Recipe.of(container, probe(640, 360, true), new Codecs(video, pixels, audio), format, "fast");

        assertThat(recipe.video().get(0)).isEqualTo(picture);
        assertThat(recipe.audio()).first().isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({"3840, 2160, 1920:1080", "2160, 3840, 1080:1920", "1281, 721, 1282:722", "640, 360, 640:360"})
    void neverGoesAbove1080pNorAboveTheSource(int width, int height, String size) {
        Recipe recipe = Recipe.of(
                Demuxer.MP4, probe(width, height, false), new Codecs("hevc", "yuv420p", null), Format.MP4, "fast");

        assertThat(String.join(" ", recipe.video())).contains("-vf scale=" + size + ":");
    }

    @Test
    void leavesTheCamerasMetadataOut() {
        Probe probe = probe(640, 360, true);
        Recipe recipe = Recipe.of(Demuxer.MP4, probe, new Codecs("h264", "yuv420p", "aac"), Format.MP4, "fast");

        assertThat(recipe.output(probe))
                .containsExactly(
                        "-map",
                        "0:0",
                        "-c:v",
                        "copy",
                        "-map",
                        "0:1",
                        "-c:a",
                        "copy",
                        "-map_metadata",
                        "-1",
                        "-map_chapters",
                        "-1",
                        "-movflags",
                        "+faststart",
                        "-f",
                        "mp4",
                        "presentation.mp4");
    }

    @Test
    void readsTheCodecsOfTheChosenStreams() {
        String json = """
                {"streams": [{"index": 0, "codec_name": "mjpeg"}, {"index": 1, "codec_name": "aac"},
                  {"index": 2, "codec_name": "h264", "pix_fmt": "yuv420p"}]}
                """;
        Probe probe = new Probe(
                0, 1, new Probe.Video(2, 640, 360, Fraction.UNKNOWN, Fraction.UNKNOWN), new Probe.Audio(1, 2));

        assertThat(Codecs.read(json, probe)).isEqualTo(new Codecs("h264", "yuv420p", "aac"));
    }

    private static Probe probe(int width, int height, boolean sound) {
        return new Probe(
                0,
                10,
                new Probe.Video(0, width, height, Fraction.UNKNOWN, Fraction.UNKNOWN),
                sound ? new Probe.Audio(1, 2) : null);
    }
}
