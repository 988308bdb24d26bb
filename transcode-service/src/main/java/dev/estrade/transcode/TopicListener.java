package dev.estrade.transcode;

import dev.estrade.events.Topics;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.inbox.EventReceiver;
import dev.estrade.support.inbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What upload-service, catalog-service and viewers tell, and other workers. */
@Component
class TopicListener extends EventReceiver {
    TopicListener(Inbox inbox, List<EventHandler> features) {
        super(inbox, features);
    }

    @KafkaListener(topics = Topics.UPLOADS)
    void uploads(ConsumerRecord<String, byte[]> record) {
        receive(record);
    }

    @KafkaListener(topics = Topics.TRANSCODE_WORK)
    void work(ConsumerRecord<String, byte[]> record) {
        receive(record);
    }

    @KafkaListener(topics = Topics.CATALOG)
    void catalog(ConsumerRecord<String, byte[]> record) {
        receive(record);
    }
}
