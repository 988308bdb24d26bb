package dev.estrade.transcode.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All segments of a lesson, encoded in shuffled order and encrypted, and ways to put them together again. */
@NullMarked
final class EncodedLesson {
    private static final SegmentCipher CIPHER = new SegmentCipher("0123456789abcdef".getBytes(US_ASCII));

    private final Plan plan;
    private final Map<String, byte[]> store = new HashMap<>();

    private EncodedLesson(Plan plan) {
        this.plan = plan;
    }

    /** @param folder for the encoders; empty afterwards */
    static EncodedLesson of(Source source, Plan plan, Path folder) {
        EncodedLesson lesson = new EncodedLesson(plan);
        WorkFolders folders = new WorkFolders(folder, Schedulers.boundedElastic());
        Encoder encoder = new Encoder(Clips.shared().tools(), folders, "ultrafast", Schedulers.boundedElastic());
        lesson.shuffledJobs()
                .forEach(job -> encoder.encode(source, plan, job, lesson::keep).blockLast());
        assertThat(lesson.store)
                .hasSize(plan.segments() * plan.segmented().size()
                        + plan.subtitles().size());
        return lesson;
    }

    /** In the clear, one segment after the other. */
    Path whole(String rendition) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int segments = Renditions.isText(rendition) ? 1 : plan.segments();
        for (int i = 0; i < segments; i++) {
            joined.write(segment(rendition, i));
        }
        Path file = Files.createTempFile(Clips.shared().folder(), rendition, ".ts");
        return Files.write(file, joined.toByteArray());
    }

    /** In the clear. */
    byte[] segment(String rendition, int number) {
        byte[] encrypted = Objects.requireNonNull(store.get(rendition + " " + number), rendition + " " + number);
        return CIPHER.decrypt(encrypted, Renditions.iv(plan, rendition, number));
    }

    private Mono<SegmentFile> keep(SegmentFile segment) {
        return Mono.fromCallable(() -> {
            byte[] iv = Renditions.iv(plan, segment.rendition(), segment.number());
            byte[] encrypted = CIPHER.encrypt(Files.readAllBytes(segment.file()), iv);
            assertThat(store.put(segment.rendition() + " " + segment.number(), encrypted))
                    .isNull();
            return segment;
        });
    }

    private List<EncodingJob> shuffledJobs() {
        List<String> rungs = plan.rungs().stream().map(Rung::name).toList();
        List<EncodingJob> jobs = new ArrayList<>();
        for (int first = 0; first < plan.segments() && !rungs.isEmpty(); first += 2) {
            jobs.add(new EncodingJob.Video(first, Math.min(first + 1, plan.segments() - 1), rungs, true, false));
        }
        if (plan.hasAudio()) {
            jobs.add(new EncodingJob.Audio());
        }
        if (!plan.subtitles().isEmpty()) {
            jobs.add(new EncodingJob.Subtitles());
        }
        Collections.shuffle(jobs, new Random(7));
        return jobs;
    }
}
