package dev.estrade.transcode.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.presentation.Recipe.Format;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Label;
import dev.estrade.transcode.probe.Probe.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        Recipe recipe = Recipe.of(container, probe(640, 360, video, pixels, audio), format, "fast");

        assertThat(recipe.video().get(0)).isEqualTo(picture);
        assertThat(recipe.audio()).first().isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({"3840, 2160, 1920:1080", "2160, 3840, 1080:1920", "1281, 721, 1282:722", "640, 360, 640:360"})
    void neverGoesAbove1080pNorAboveTheSource(int width, int height, String size) {
        Recipe recipe = Recipe.of(Demuxer.MP4, probe(width, height, "hevc", "yuv420p", null), Format.MP4, "fast");

        assertThat(String.join(" ", recipe.video())).contains("-vf scale=" + size + ":");
    }

    @Test
    void leavesTheCamerasMetadataOut() {
        Probe probe = probe(640, 360, "h264", "yuv420p", "aac");
        Recipe recipe = Recipe.of(Demuxer.MP4, probe, Format.MP4, "fast");

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
    void wantsAPicture() {
        Probe sound = new Probe(0, 10, null, sounds("aac"), List.of());

        assertThatThrownBy(() -> Recipe.of(Demuxer.MP4, sound, Format.MP4, "fast"))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(TranscodeProblem.NO_PICTURE));
    }

    private static Probe probe(int width, int height, String codec, String pixels, @Nullable String audio) {
        Probe.Video video =
                new Probe.Video(0, codec, pixels, width, height, Fraction.UNKNOWN, Fraction.UNKNOWN, false, Range.SDR);
        return new Probe(0, 10, video, audio == null ? List.of() : sounds(audio), List.of());
    }

    private static List<Probe.Audio> sounds(String codec) {
        return List.of(new Probe.Audio(1, codec, Label.NONE));
    }
}
