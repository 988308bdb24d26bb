package dev.estrade.transcode;

import dev.estrade.events.Topics;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.inbox.EventTime;
import dev.estrade.support.inbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hands what upload-service tells to the features that it concerns. */
@Component
class TopicListener {
    private final Inbox inbox;
    private final EventHandler features;

    TopicListener(Inbox inbox, List<EventHandler> features) {
        this.inbox = inbox;
        this.features = EventHandler.all(features);
    }

    @KafkaListener(topics = Topics.UPLOADS)
    void uploads(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, event -> features.handle(event, EventTime.of(record)));
    }
}
