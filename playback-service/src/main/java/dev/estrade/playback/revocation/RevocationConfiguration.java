package dev.estrade.playback.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    @Bean
    Revocations revocations() {
        return new Revocations(Clock.systemUTC(), Ticker.systemTicker());
    }

    @Bean
    RevocationReader revocationReader(ConsumerFactory<?, ?> kafka, Revocations revocations) {
        Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.putAll(RevocationLog.settings());
        return new RevocationReader(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                revocations,
                Ticker.systemTicker());
    }

    @Bean
    RecurringJob revocationPruning(Revocations revocations) {
        return new RecurringJob(
                "revocation pruning", Duration.ofMinutes(10), () -> Mono.fromRunnable(revocations::prune));
    }

    /** {@code revocations}: a new replica is sent nobody before it knows the past. Later it goes on with what it may. */
    @Bean
    HealthIndicator revocationsHealthIndicator(Revocations revocations) {
        return () -> revocations.wereComplete()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
