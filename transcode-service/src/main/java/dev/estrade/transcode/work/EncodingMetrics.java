package dev.estrade.transcode.work;

import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.work.Claims.Claimed;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What an operator watches, and a cluster scales by. {@code estrade.transcode.queue}: seconds since the oldest lesson
 * came that does not play yet, 0 if all do. {@code .work}: time of a piece of work, by kind. {@code .speed}: seconds
 * of lesson per second of work, of whole chunks. {@link Milestones} has
 * the rest.
 */
@Component
class EncodingMetrics {
    static final String PREFIX = "estrade.transcode.";
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final MeterRegistry meters;
    private final Transcodes transcodes;
    private final DistributionSummary speed;
    private final AtomicLong waiting = new AtomicLong();

    EncodingMetrics(MeterRegistry meters, Transcodes transcodes) {
        this.meters = meters;
        this.transcodes = transcodes;
        this.speed = meters.summary(PREFIX + "speed");
        Gauge.builder(PREFIX + "queue", waiting, AtomicLong::get)
                .baseUnit("seconds")
                .register(meters);
        for (Work.Kind kind : Work.Kind.values()) {
            work(kind);
        }
    }

    /** As of the last look. */
    long oldestWaitingSeconds() {
        return waiting.get();
    }

    /** @param after the lesson as this piece of work left it */
    void finished(Claimed claimed, Transcode after, Instant begin, Instant end) {
        Work work = claimed.work();
        Duration took = Duration.between(begin, end);
        work(work.kind()).record(took);
        Plan plan = after.plan();
        if (work.kind() == Work.Kind.REST && plan != null) {
            double seconds = plan.seconds(plan.endFrame(work.last()) - plan.firstFrame(work.first()));
            speed.record(seconds * 1000 / Math.max(1, took.toMillis()));
        }
    }

    private Timer work(Work.Kind kind) {
        return meters.timer(PREFIX + "work", "kind", kind.name().toLowerCase(Locale.ROOT));
    }

    private Mono<Void> look() {
        return transcodes
                .oldestUnplayable()
                .map(lesson -> Duration.between(lesson.since(), Instant.now()).toSeconds())
                .defaultIfEmpty(0L)
                .doOnNext(waiting::set)
                .then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Looking {
        @Bean
        RecurringJob queueLook(EncodingMetrics metrics) {
            return new RecurringJob("transcode queue look", LOOK, metrics::look);
        }
    }
}
