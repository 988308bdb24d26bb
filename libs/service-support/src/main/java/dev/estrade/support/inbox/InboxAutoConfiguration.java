package dev.estrade.support.inbox;

import dev.estrade.support.mongodb.IndexedDocument;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.kafka.core.KafkaTemplate;

@AutoConfiguration(afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration")
@ConditionalOnClass({ReactiveMongoOperations.class, KafkaTemplate.class})
public class InboxAutoConfiguration {
    /** Longer than Kafka's default retention of seven days. */
    private static final Duration MEMORY = Duration.ofDays(8);

    @Bean
    Inbox inbox(ReactiveMongoOperations mongo) {
        return new Inbox(mongo);
    }

    @Bean
    IndexedDocument inboxDocument() {
        return new IndexedDocument(Inbox.Seen.class);
    }

    @Bean
    RecurringJob inboxForgetting(Inbox inbox) {
        return new RecurringJob("inbox forgetting", Duration.ofHours(1), () -> inbox.forgetOlderThan(MEMORY));
    }
}
