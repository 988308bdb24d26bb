package dev.estrade.catalog.notification;

import dev.estrade.events.Event;
import dev.estrade.events.NotificationCreated;
import dev.estrade.events.Topics;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.stream.HintKeys;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells all replicas that a person's notifications have changed. */
@Component
class NotificationHints implements HintKeys {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** For a change that concerns more than one. */
    private static final String MANY = "*";

    private final EventPublisher publisher;

    NotificationHints(EventPublisher publisher) {
        this.publisher = publisher;
    }

    static List<String> keysOf(String userId) {
        return List.of("notifications of " + userId);
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CATALOG);
    }

    @Override
    public Stream<String> changedBy(Event event) {
        return event instanceof NotificationCreated created ? keysOf(created.userId()).stream() : Stream.empty();
    }

    /** Never fails, and waits for no broker that is away. */
    Mono<Void> tell(Notification written) {
        return tell(new NotificationCreated(written.id(), written.number(), written.userId()));
    }

    Mono<Void> tellMany(String userId) {
        return tell(new NotificationCreated(MANY, 0, userId));
    }

    private Mono<Void> tell(NotificationCreated hint) {
        return publisher.publishLossy(hint).timeout(PATIENCE).onErrorComplete();
    }
}
