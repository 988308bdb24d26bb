package dev.estrade.transcode.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Real clips through plan, chunks in shuffled order, encryption and back: no frame is lost, doubled or out of place. */
@NullMarked
class ChunkedEncodingIT {
    private static final byte[] KEY = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    @ParameterizedTest
    @EnumSource(Clips.Clip.class)
    void makesExactlyThePlannedFramesInAnyOrder(Clips.Clip clip) throws Exception {
        Source source = Source.of(clips.file(clip), clip.demuxer());
        Probe probe = new Prober(clips.tools(), Duration.ofHours(1)).probe(source);
        Plan plan = Plan.of(probe);

        Map<String, byte[]> store = encodeShuffled(source, plan);

        assertThat(plan.duration()).isCloseTo(clip.seconds(), within(0.1));
        for (Rung rung : plan.rungs()) {
            Path whole = whole(store, plan, rung.name());
            assertThat(clips.frameTimes(whole)).as(clip + " " + rung.name()).isEqualTo(expectedTimes(plan));
            assertThat(clips.probe(whole, "stream=width,height", "v")).isEqualTo(rung.width() + "," + rung.height());
        }
        assertThat(plan.hasAudio()).isEqualTo(clip.hasSound());
        if (plan.hasAudio()) {
            Path sound = whole(store, plan, Renditions.AUDIO);
            assertThat(clips.audioSeconds(sound)).isCloseTo(plan.duration(), within(0.05));
        }
        assertThat(clips.counters(whole(store, plan, plan.rungs().get(0).name()), clip.counterFrames()))
                .as("burnt-in grey levels")
                .isEqualTo(clips.counters(clips.file(clip), clip.counterFrames()));
    }

    private Map<String, byte[]> encodeShuffled(Source source, Plan plan) {
        Encoder encoder = new Encoder(
                clips.tools(),
                new WorkFolders(work, Schedulers.boundedElastic()),
                "ultrafast",
                Schedulers.boundedElastic());
        SegmentCipher cipher = new SegmentCipher(KEY);
        Map<String, byte[]> store = new HashMap<>();
        for (EncodingJob job : shuffledJobs(plan)) {
            encoder.encode(
                            source,
                            plan,
                            job,
                            segment -> Mono.fromCallable(() -> {
                                byte[] iv = Renditions.iv(plan, segment.rendition(), segment.number());
                                byte[] encrypted = cipher.encrypt(Files.readAllBytes(segment.file()), iv);
                                assertThat(store.put(segment.rendition() + segment.number(), encrypted))
                                        .isNull();
                                return segment;
                            }))
                    .blockLast();
        }
        assertThat(work).isEmptyDirectory();
        assertThat(store).hasSize(plan.segments() * plan.segmented().size());
        return store;
    }

    private static List<EncodingJob> shuffledJobs(Plan plan) {
        List<String> rungs = plan.rungs().stream().map(Rung::name).toList();
        List<EncodingJob> jobs = new ArrayList<>();
        for (int first = 0; first < plan.segments(); first += 2) {
            jobs.add(new EncodingJob.Video(first, Math.min(first + 1, plan.segments() - 1), rungs, true, false));
        }
        if (plan.hasAudio()) {
            jobs.add(new EncodingJob.Audio());
        }
        Collections.shuffle(jobs, new Random(7));
        return jobs;
    }

    private Path whole(Map<String, byte[]> store, Plan plan, String rendition) throws Exception {
        SegmentCipher cipher = new SegmentCipher(KEY);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < plan.segments(); i++) {
            byte[] encrypted = store.get(rendition + i);
            assertThat(encrypted).as(rendition + " " + i).isNotNull();
            joined.write(
                    cipher.decrypt(java.util.Objects.requireNonNull(encrypted), Renditions.iv(plan, rendition, i)));
        }
        return Files.write(work.resolveSibling(rendition + "-" + System.nanoTime() + ".ts"), joined.toByteArray());
    }

    /** In 90 kHz ticks, from ten seconds on. */
    private static List<Long> expectedTimes(Plan plan) {
        List<Long> times = new ArrayList<>();
        for (long frame = 0; frame < plan.frames(); frame++) {
            times.add(900_000 + Math.round(plan.seconds(frame) * 90_000));
        }
        return times;
    }
}
