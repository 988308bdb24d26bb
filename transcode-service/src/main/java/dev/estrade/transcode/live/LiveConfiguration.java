package dev.estrade.transcode.live;

import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
    private static final Duration TOMBSTONES_STAY = Duration.ofHours(24);

    @Bean
    RecurringJob recordingTombstoneSweep(Recordings recordings) {
        return new RecurringJob(
                "recording tombstone sweep",
                Duration.ofHours(1),
                () -> recordings.forget(Instant.now().minus(TOMBSTONES_STAY)));
    }
}
