package dev.estrade.support.events;

import dev.estrade.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where an event goes that this service could not handle. {@code estrade_dead_letters_total{topic}} counts them. */
final class DeadLetterTopics {
    private static final String NAME = "estrade.dead.letters";
    private static final String TOPIC = "topic";

    private final MeterRegistry meters;

    /** @param topics count 0 from the start, so that the first dead letter is an increase */
    DeadLetterTopics(List<String> topics, MeterRegistry meters) {
        this.meters = meters;
        topics.forEach(this::counter);
    }

    TopicPartition destination(ConsumerRecord<?, ?> event, Exception cause) {
        counter(event.topic()).increment();
        return new TopicPartition(event.topic() + Topics.DEAD_LETTER_SUFFIX, event.partition());
    }

    private Counter counter(String topic) {
        return Counter.builder(NAME)
                .tag(TOPIC, topic)
                .description("Events that went to the dead-letter topic of this one")
                .register(meters);
    }
}
