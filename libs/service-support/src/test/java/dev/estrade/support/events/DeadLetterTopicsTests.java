package dev.estrade.support.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeadLetterTopicsTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadLetterTopics deadLetters = new DeadLetterTopics(List.of("a", "b"), meters);

    @Test
    void countsByTopicAndKeepsThePartition() {
        TopicPartition destination =
                deadLetters.destination(new ConsumerRecord<>("a", 3, 7, "key", "value"), new IllegalStateException());

        assertThat(destination).isEqualTo(new TopicPartition("a.dlt", 3));
        assertThat(count("a")).isEqualTo(1);
        assertThat(count("b")).isZero();
    }

    private double count(String topic) {
        return meters.get("estrade.dead.letters").tag("topic", topic).counter().count();
    }
}
