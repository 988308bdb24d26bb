package dev.estrade.transcode.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.encode.Clips.Clip;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The poster comes out of the run that makes the first segment. */
@NullMarked
class PosterIT {
    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    @Test
    void showsWhatFollowsABlackBeginning() throws Exception {
        Path film = film("1920x1080", "fade=in:st=2.5:d=1");

        Path poster = Objects.requireNonNull(firstSegment(film, clips.tools()).get(Renditions.POSTER));

        assertThat(clips.probe(poster, "stream=codec_name,width,height", "v")).isEqualTo("mjpeg,1280,720");
        assertThat(clips.brightness(poster)).isGreaterThan(60);
    }

    @Test
    void hasTheShapeOfThePictureAsShown() throws Exception {
        Path turned = work.resolve("turned.mp4");
        String upright = film("640x360", "setsar=1").toString();
        ffmpeg(List.of("-display_rotation", "90", "-i", upright, "-c", "copy", turned.toString()));

        Path poster = Objects.requireNonNull(firstSegment(turned, clips.tools()).get(Renditions.POSTER));

        assertThat(clips.probe(poster, "stream=width,height", "v")).isEqualTo("360,640");
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

        assertThat(firstSegment(clips.file(Clip.FAST_START), tools)).containsOnlyKeys("360p");
    }

    private Map<String, Path> firstSegment(Path film, FfmpegTools tools) throws Exception {
        Source source = Source.of(film, Demuxer.MP4);
        Plan plan = Plan.of(new Prober(tools, Duration.ofHours(1)).probe(source));
        EncodingJob job = new EncodingJob.Video(
                0, 0, List.of(plan.startRung().orElseThrow().name()), false, true);
        Map<String, Path> made = new HashMap<>();
        new Encoder(tools, new WorkFolders(work, Schedulers.boundedElastic()), "veryfast", Schedulers.boundedElastic())
                .encode(
                        source,
                        plan,
                        job,
                        file -> Mono.fromCallable(() -> made.put(file.rendition(), kept(file)))
                                .thenReturn(file))
                .blockLast();
        return made;
    }

    private Path kept(SegmentFile file) throws Exception {
        return Files.copy(file.file(), work.resolve("kept-" + file.file().getFileName()));
    }

    private Path film(String size, String filter) throws Exception {
        Path film = work.resolve("film.mp4");
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=30:d=8"));
        arguments.addAll(List.of("-vf", filter, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
        arguments.add(film.toString());
        ffmpeg(arguments);
        return film;
    }

    private void ffmpeg(List<String> arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("-v", "error", "-y"));
        all.addAll(arguments);
        FfmpegResult result = new FfmpegProcess(clips.tools(), FfmpegCommand.of(all)).run();
        assertThat(result.succeeded()).as(result.errors()).isTrue();
    }
}
