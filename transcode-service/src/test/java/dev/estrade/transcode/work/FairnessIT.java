package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.support.status.QueueStatus;
import dev.estrade.support.status.ServiceStatus;
import dev.estrade.test.Infra;
import dev.estrade.transcode.TranscodeApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import reactor.core.publisher.Flux;

/** Who gets the next worker, on a real database. */
@NullMarked
class FairnessIT {
    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofHours(1));
    private static final int MANY = 150;

    private static ConfigurableApplicationContext service = start();

    @BeforeAll
    static void fill() {
        service.getBean(Workers.class).stop();
        List<Transcode> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(probing("busy", i));
        }
        all.add(Transcode.of(lesson("patient", MANY)));
        service.getBean(ReactiveMongoOperations.class).insertAll(all).blockLast();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @Test
    void seesTheLessonOfATrainerBehindHundredsOfAnother() {
        Claims.Claimed claimed =
                service.getBean(Claims.class).claim(work -> true).block();

        assertThat(Objects.requireNonNull(claimed).transcode().lesson().ownerId())
                .isEqualTo("patient");
    }

    @Test
    void handsBackEveryLeaseHoweverManyThereAre() {
        Transcodes transcodes = service.getBean(Transcodes.class);
        assertThat(count(transcodes.leasedBy("w"))).isEqualTo(MANY);
        assertThat(count(transcodes.leasedBy("nobody"))).isZero();
    }

    @Test
    void tellsOperatorsHowManyWait() {
        var status = service.getBean(QueueReport.class)
                .addTo(dev.estrade.support.status.Status.of(ServiceStatus.up("transcode-service", null, 0)))
                .block();
        QueueStatus queue =
                Objects.requireNonNull(Objects.requireNonNull(status).queue());
        assertThat(queue.running()).isBetween((long) MANY, MANY + 1L);
        assertThat(queue.waiting() + queue.running()).isEqualTo(MANY + 1L);
    }

    private static long count(Flux<Transcode> found) {
        return Objects.requireNonNull(found.count().block());
    }

    private static Transcode probing(String owner, int number) {
        Instant now = Instant.now();
        return Transcode.of(lesson(owner, number)).leased(Work.PROBE, "w", now, now.plus(Duration.ofHours(1)));
    }

    private static Lesson lesson(String owner, int number) {
        Rel rel = new Rel(owner, "c", "m", "l" + number);
        Lesson.Original original = new Lesson.Original("uploads/videos/" + number + ".mp4", "etag", "mp4");
        return new Lesson(rel, "g" + number, owner, original, LONG_AGO.plusSeconds(number), null);
    }

    private static ConfigurableApplicationContext start() {
        Map<String, String> settings = Infra.running().settings();
        settings.put("spring.kafka.listener.auto-startup", "false");
        settings.put(
                "estrade.transcode.work-dir",
                Path.of("target", "work").toAbsolutePath().toString());
        settings.put(
                "estrade.transcode.ffmpeg-dir",
                Path.of("target", "ffmpeg-programs").toAbsolutePath().toString());
        return SpringApplication.run(
                TranscodeApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
