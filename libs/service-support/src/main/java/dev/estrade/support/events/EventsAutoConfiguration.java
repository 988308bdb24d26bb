package dev.estrade.support.events;

import dev.estrade.events.Topics;
import dev.estrade.support.schedule.Background;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Topics, the publisher, and what happens to an event that cannot be handled. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass(KafkaTemplate.class)
@EnableConfigurationProperties(EventProperties.class)
public class EventsAutoConfiguration {
    /** The longest right to play lives 25 h. */
    private static final Duration REVOCATIONS_KEPT = Duration.ofHours(72);

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    /** Every service declares every topic, so that the order in which services start does not matter. */
    @Bean
    NewTopics topics(EventProperties settings) {
        return new NewTopics(Topics.ALL.stream()
                .flatMap(name -> Stream.of(name, name + Topics.DEAD_LETTER_SUFFIX))
                .map(name -> topic(name, settings))
                .toArray(NewTopic[]::new));
    }

    /**
     * Declared at start if the broker is there; this asks until it was. Without it, a service that was there before its
     * broker would wait for its topics until its next start.
     */
    @Bean
    Background topicsInTheEnd(KafkaAdmin admin, @Value("${spring.kafka.admin.auto-create:true}") boolean wanted) {
        return new Background() {
            @Override
            protected Disposable begin() {
                return Mono.fromCallable(() -> !wanted || admin.initialize())
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorReturn(false)
                        .filter(declared -> declared)
                        .repeatWhenEmpty(failures -> failures.delayElements(AGAIN_AFTER))
                        .subscribe();
            }
        };
    }

    /** The broker's own retention, except where a service reads from the beginning: whatever that is, this is enough. */
    private static NewTopic topic(String name, EventProperties settings) {
        TopicBuilder topic =
                TopicBuilder.name(name).partitions(settings.partitions()).replicas(settings.replicas());
        return name.equals(Topics.REVOCATIONS)
                ? topic.config(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(REVOCATIONS_KEPT.toMillis()))
                        .build()
                : topic.build();
    }

    @Bean
    EventPublisher eventPublisher(
            KafkaTemplate<String, byte[]> kafka, @Value("${spring.application.name}") String service) {
        return new EventPublisher(
                kafka, "/estrade/" + service, Schedulers.newBoundedElastic(4, 10_000, "events", 60, true));
    }

    /** The group only keeps how far was read: {@code DeadLetters} assigns itself all partitions. */
    @Bean
    DeadLettersEndpoint deadLettersEndpoint(ConsumerFactory<?, ?> consumers, KafkaTemplate<String, byte[]> kafka) {
        Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "estrade-redrive");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new DeadLettersEndpoint(new DeadLetters(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()), kafka));
    }

    @Bean
    DefaultErrorHandler eventErrors(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        DeadLetterTopics counted = new DeadLetterTopics(Topics.ALL, meters);
        DeadLetterPublishingRecoverer deadLetters = new DeadLetterPublishingRecoverer(kafka, counted::destination);
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters);
        handler.setBackOffFunction((event, failure) -> Redelivery.after(failure));
        return handler;
    }
}
