package dev.estrade.catalog;

import dev.estrade.events.Topics;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.inbox.EventReceiver;
import dev.estrade.support.inbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What upload-service, transcode-service and generation-service tell. */
@Component
class TopicListener extends EventReceiver {
    TopicListener(Inbox inbox, List<EventHandler> features) {
        super(inbox, features);
    }

    @KafkaListener(topics = Topics.UPLOADS)
    void uploads(ConsumerRecord<String, byte[]> record) {
        receive(record);
    }

    @KafkaListener(topics = Topics.TRANSCODES)
    void transcodes(ConsumerRecord<String, byte[]> record) {
        receive(record);
    }

    @KafkaListener(topics = Topics.GENERATIONS)
    void generations(ConsumerRecord<String, byte[]> record) {
        receive(record);
    }
}
