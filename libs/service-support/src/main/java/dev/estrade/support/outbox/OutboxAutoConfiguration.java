package dev.estrade.support.outbox;

import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.EventsAutoConfiguration;
import dev.estrade.support.schedule.RecurringJob;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Flux;

@AutoConfiguration(
        after = EventsAutoConfiguration.class,
        afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration")
@ConditionalOnClass({ReactiveMongoOperations.class, KafkaTemplate.class})
public class OutboxAutoConfiguration {

    @Bean
    OutboxRelay outboxRelay(ReactiveMongoOperations mongo, EventPublisher publisher) {
        return new OutboxRelay(mongo, publisher);
    }

    @Bean
    Outbox outbox(ReactiveMongoOperations mongo, OutboxRelay relay) {
        return new Outbox(mongo, relay);
    }

    @Bean
    OutboxAge outboxAge(MeterRegistry meters) {
        return new OutboxAge(meters);
    }

    @Bean
    RecurringJob outboxSweep(OutboxRelay relay, MongoMappingContext mappings, OutboxAge age) {
        return new RecurringJob("outbox sweep", Duration.ofSeconds(2), () -> age.measured(sweepAll(relay, mappings)));
    }

    private static Flux<Instant> sweepAll(OutboxRelay relay, MongoMappingContext mappings) {
        return Flux.fromIterable(mappings.getPersistentEntities())
                .map(entity -> entity.getType())
                .filter(Aggregate.class::isAssignableFrom)
                .concatMap(type -> relay.sweep(type.asSubclass(Aggregate.class)));
    }
}
