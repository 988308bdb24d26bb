package dev.estrade.support.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.estrade.events.EventType;
import dev.estrade.support.events.UndecodableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import reactor.core.publisher.Mono;

class InboxTests {
    private final Inbox inbox = new Inbox(mock(ReactiveMongoOperations.class));

    @Test
    void saysWhatCannotBeDecoded() {
        assertThatThrownBy(() -> inbox.receive(record("{\"course_id\":"), event -> Mono.empty()))
                .isInstanceOf(UndecodableEventException.class);
    }

    @Test
    void leavesTheFaultOfAHandlerAsItIs() {
        IllegalArgumentException defect = new IllegalArgumentException("a defect");

        assertThatThrownBy(() -> inbox.receive(record("{\"lesson\":\"l\",\"version\":1}"), event -> {
                    throw defect;
                }))
                .isSameAs(defect);
    }

    private static ConsumerRecord<String, byte[]> record(String body) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("catalog", 0, 1, "k", body.getBytes(UTF_8));
        record.headers().add("ce_type", EventType.WORK_AVAILABLE.type().getBytes(UTF_8));
        return record;
    }
}
