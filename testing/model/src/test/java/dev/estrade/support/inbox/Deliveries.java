package dev.estrade.support.inbox;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What {@link EventReceiver} does with a record, without a thread that waits for it. */
public final class Deliveries {
    private Deliveries() {}

    public static Mono<Void> deliver(Inbox inbox, List<EventHandler> features, ConsumerRecord<String, byte[]> record) {
        return inbox.handle(
                record,
                event -> Flux.fromIterable(features)
                        .concatMap(feature -> feature.handle(event, EventTime.of(record)))
                        .then());
    }
}
