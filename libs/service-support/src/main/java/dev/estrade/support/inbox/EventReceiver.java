package dev.estrade.support.inbox;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Flux;

/** Hands what other services tell to the features that it concerns. A service extends it by a method per topic. */
public abstract class EventReceiver {
    private final Inbox inbox;
    private final List<EventHandler> features;

    protected EventReceiver(Inbox inbox, List<EventHandler> features) {
        this.inbox = inbox;
        this.features = List.copyOf(features);
    }

    /** To one feature after the other; what fails in one is delivered to all again. */
    protected final void receive(ConsumerRecord<String, byte[]> record) {
        inbox.receive(
                record,
                event -> Flux.fromIterable(features)
                        .concatMap(feature -> feature.handle(event, EventTime.of(record)))
                        .then());
    }
}
