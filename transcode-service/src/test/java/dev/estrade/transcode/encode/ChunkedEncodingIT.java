package dev.estrade.transcode.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real clips through plan, chunks in shuffled order, encryption and back: no frame is lost, doubled or out of place. */
@NullMarked
class ChunkedEncodingIT {
    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    @ParameterizedTest
    @EnumSource(Clips.Clip.class)
    void makesExactlyThePlannedFramesInAnyOrder(Clips.Clip clip) throws Exception {
        Source source = Source.of(clips.file(clip), clip.demuxer());
        Probe probe = new Prober(clips.tools(), Duration.ofHours(1)).probe(source);
        Plan plan = Plan.of(probe);

        EncodedLesson lesson = EncodedLesson.of(source, plan, work);

        assertThat(plan.duration()).isCloseTo(clip.seconds(), within(0.1));
        assertThat(work).isEmptyDirectory();
        for (Rung rung : plan.rungs()) {
            Path whole = lesson.whole(rung.name());
            assertThat(clips.frameTimes(whole)).as(clip + " " + rung.name()).isEqualTo(expectedTimes(plan));
            assertThat(clips.probe(whole, "stream=width,height", "v")).isEqualTo(rung.width() + "," + rung.height());
        }
        assertThat(plan.hasAudio()).isEqualTo(clip.hasSound());
        if (plan.hasAudio()) {
            Path sound = lesson.whole(Renditions.AUDIO);
            assertThat(clips.audioSeconds(sound)).isCloseTo(plan.duration(), within(0.05));
        }
        assertThat(clips.counters(lesson.whole(plan.rungs().get(0).name()), clip.counterFrames()))
                .as("burnt-in grey levels")
                .isEqualTo(clips.counters(clips.file(clip), clip.counterFrames()));
    }

    /** In 90 kHz ticks, from ten seconds on. */
    static List<Long> expectedTimes(Plan plan) {
        List<Long> times = new ArrayList<>();
        for (long frame = 0; frame < plan.frames(); frame++) {
            times.add(900_000 + Math.round(plan.seconds(frame) * 90_000));
        }
        return times;
    }
}
