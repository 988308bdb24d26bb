package dev.estrade.support.inbox;

import dev.estrade.events.Event;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * What one feature does with events. A service has one consumer per topic, since two in a group would share its
 * partitions between them; what it receives goes to the handlers of all features.
 */
public interface EventHandler {
    /**
     * @param time when the event happened, which a second delivery of it does not change
     * @return empty at once for an event that does not concern this feature
     */
    Mono<Void> handle(Event event, Instant time);
}
