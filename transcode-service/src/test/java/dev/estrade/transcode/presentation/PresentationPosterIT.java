package dev.estrade.transcode.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import dev.estrade.transcode.presentation.Recipe.Format;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

/** What a presentation shows before it plays. */
@NullMarked
class PresentationPosterIT {
    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    @Test
    void showsWhatFollowsABlackBeginning() throws Exception {
        Path poster = poster(film("-vf scale=1920:1080,fade=in:st=5:d=1"));

        assertThat(clips.probe(poster, "stream=codec_name,width,height", "v")).isEqualTo("mjpeg,1280,720");
        assertThat(clips.brightness(poster)).isGreaterThan(60);
    }

    @Test
    void hasTheShapeOfThePictureAsShown() throws Exception {
        Path turned = work.resolve("turned.mp4");
        clips.ffmpeg(List.of(
                "-v",
                "error",
                "-display_rotation",
                "90",
                "-i",
                film("-vf setsar=2").toString(),
                "-c",
                "copy",
                "" + turned));

        assertThat(clips.probe(poster(turned), "stream=width,height", "v")).isEqualTo("360,1280");
    }

    @Test
    void isTheFirstPictureWhereOnlySoundFollows() throws Exception {
        Path podcast = film("-f lavfi -i sine=d=40 -map 0:v -map 1:a -c:a aac -frames:v 1");

        assertThat(clips.brightness(poster(podcast))).isGreaterThan(60);
    }

    @Test
    void isNoReasonToFail() throws Exception {
        Path broken = Files.writeString(
                work.resolve("ffmpeg"),
                "#!/bin/sh\ncase \"$*\" in *still_*) kill -9 $$;; esac\nexec "
                        + clips.tools().ffmpeg() + " \"$@\"\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        FfmpegTools tools =
                new FfmpegTools(broken, clips.tools().ffprobe(), clips.tools().environment());

        Conversion.Result made = converted(clips.file(Clip.FAST_START), tools);

        assertThat(made.poster()).isNull();
        assertThat(made.duration()).isBetween(9.3, 9.6);
    }

    private Path poster(Path film) throws Exception {
        return Objects.requireNonNull(converted(film, clips.tools()).poster());
    }

    private Conversion.Result converted(Path film, FfmpegTools tools) throws Exception {
        Path folder = Files.createTempDirectory(work, "made");
        Prober prober = new Prober(tools, Duration.ofHours(1));
        return Objects.requireNonNull(new Conversion(tools, prober, "ultrafast")
                .run(Source.of(film, Demuxer.MP4), Format.MP4, folder, Schedulers.boundedElastic())
                .block());
    }

    private Path film(String options) {
        Path film = work.resolve("film.mp4");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=8"));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", film.toString()));
        clips.ffmpeg(arguments);
        return film;
    }
}
