package dev.estrade.generation.job;

import dev.estrade.support.schedule.RecurringJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    private static final long NONE = Long.MAX_VALUE;

    /** {@code estrade_generation_oldest_pending_seconds}: how long the longest waiting job has waited for the backend. */
    @Bean
    RecurringJob oldestPending(Jobs jobs, MeterRegistry meters) {
        AtomicLong oldest = new AtomicLong(NONE);
        Gauge.builder("estrade.generation.oldest.pending", oldest, JobConfiguration::age)
                .baseUnit("seconds")
                .description("Age of the oldest job that the backend has not taken")
                .register(meters);
        return new RecurringJob(
                "oldest pending",
                Duration.ofSeconds(15),
                () -> jobs.oldestPending()
                        .map(Instant::getEpochSecond)
                        .defaultIfEmpty(NONE)
                        .doOnNext(oldest::set)
                        .then(Mono.empty()));
    }

    private static double age(AtomicLong oldest) {
        return Math.max(0, Instant.now().getEpochSecond() - oldest.get());
    }
}
