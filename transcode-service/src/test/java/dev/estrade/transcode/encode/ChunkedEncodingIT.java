package dev.estrade.transcode.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real clips through plan, chunks in shuffled order, encryption and back: no frame is lost, doubled or out of place. */
@NullMarked
class ChunkedEncodingIT {
    /** Seconds at both ends in which an encoder of sound swings in and out. */
    private static final double ENDS = 0.5;

    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    @ParameterizedTest
    @EnumSource(value = Clips.Clip.class, mode = EnumSource.Mode.EXCLUDE, names = "RECORDING")
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
            Tone tone = clips.tone(sound);
            assertThat(tone.heard()).isGreaterThan((int) (clip.seconds() * 38));
            List<Double> crackling = clips.tone(clips.file(clip)).clicks(ENDS);
            assertThat(tone.clicks(ENDS))
                    .as("seconds of clicks that the source does not have")
                    .filteredOn(at -> crackling.stream().noneMatch(known -> Math.abs(known - at) < 0.1))
                    .isEmpty();
        }
        assertThat(clips.counters(lesson.whole(plan.rungs().get(0).name()), clip.counterFrames()))
                .as("burnt-in grey levels")
                .isEqualTo(clips.counters(clips.file(clip), clip.counterFrames()));
    }

    /** Every frame of a minute at every seam, 1800 of 1800, by the number that is burnt into it. */
    @Test
    void losesNoFrameOfAMinute() throws Exception {
        Source source = Source.of(clips.file(Clips.Clip.MINUTE), Demuxer.MP4);
        Plan plan = Plan.of(new Prober(clips.tools(), Duration.ofHours(1)).probe(source));

        Path whole = EncodedLesson.of(source, plan, work).whole("240p");

        List<Integer> numbers = IntStream.range(0, 1800).mapToObj(i -> i % 20).toList();
        assertThat(clips.counters(whole, 1801)).isEqualTo(numbers);
        assertThat(clips.frameTimes(whole)).isEqualTo(expectedTimes(plan)).hasSize(1800);
    }

    /** What the ear of these tests is worth: sound that is encoded in two chunks. */
    @Test
    void hearsTheClickOfASeam() throws Exception {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int chunk = 0; chunk < 2; chunk++) {
            Path half = work.resolve("half-" + chunk + ".ts");
            clips.ffmpeg(List.of(("-v error -f lavfi -i sine=f=440:d=8:r=48000 -ss " + 4 * chunk
                            + " -t 4 -c:a aac -output_ts_offset " + 4 * chunk + " " + half)
                    .split(" ", -1)));
            joined.write(Files.readAllBytes(half));
        }
        Path whole = Files.write(work.resolve("joined.ts"), joined.toByteArray());

        assertThat(clips.tone(whole).clicks(ENDS))
                .isNotEmpty()
                .allSatisfy(at -> assertThat(at).isCloseTo(4, within(0.2)));
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
