package dev.estrade.support.outbox;

import dev.estrade.events.Event;
import dev.estrade.support.events.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document that carries the events of its own changes until the broker has them: state and events are one write of
 * one document. Implementations are records with {@code @Id} and {@code @Version}.
 */
public interface Aggregate {
    String id();

    /** Null until the first write. */
    @Nullable
    Long version();

    /** Events not yet acknowledged by the broker, oldest first. */
    List<OutgoingEvent> pending();

    /** When the oldest pending event was recorded; null while nothing is pending. */
    @Nullable
    Instant pendingSince();

    /** The version that the next write gives this aggregate, and so the one its events carry. */
    default long nextVersion() {
        Long current = version();
        return current == null ? 0 : current + 1;
    }

    /** This aggregate's pending events and one more. */
    default List<OutgoingEvent> pendingWith(Event event) {
        return pendingWith(List.of(event));
    }

    /** This aggregate's pending events and more. */
    default List<OutgoingEvent> pendingWith(List<Event> recorded) {
        return Stream.concat(pending().stream(), recorded.stream().map(OutgoingEvent::of))
                .toList();
    }

    /** For the new state of a transition that records an event. */
    default Instant pendingSinceOrNow() {
        Instant since = pendingSince();
        return since == null ? Instant.now() : since;
    }
}
