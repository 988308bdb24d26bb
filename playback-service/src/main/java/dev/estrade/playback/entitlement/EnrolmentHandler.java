package dev.estrade.playback.entitlement;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.Event;
import dev.estrade.events.Revoked;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which learners may watch; whoever no longer may loses his tokens too, which would live for up to a day. */
@Component
class EnrolmentHandler implements EventHandler {
    private final Projection projection;
    private final EventPublisher events;

    EnrolmentHandler(Projection projection, EventPublisher events) {
        this.projection = projection;
        this.events = events;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof EnrolmentChanged changed) {
            Mono<Void> kept = projection.keep(Enrolment.of(changed, Instant.now()));
            return changed.enrolled() ? kept : kept.then(revoke(changed));
        }
        return Mono.empty();
    }

    /** After the end is written, so that whoever was found enrolled until then is covered. Said again when repeated. */
    private Mono<Void> revoke(EnrolmentChanged ended) {
        return projection
                .isEnrolled(ended.formationId(), ended.userId())
                .filter(enrolledAgain -> !enrolledAgain)
                .map(out -> Revoked.userOfCourse(ended.userId(), ended.formationId(), Instant.now()))
                .flatMap(revoked -> events.publish(OutgoingEvent.of(revoked)));
    }
}
