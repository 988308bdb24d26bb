package dev.estrade.playback.entitlement;

import dev.estrade.events.EnrolmentChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Whether somebody is enrolled in a formation.
 *
 * @param at when that was heard; null in documents of earlier builds
 */
@Document("enrolments")
@CompoundIndex(def = "{'enrolled': 1, 'at': 1}")
record Enrolment(
        @Id String id,
        long version,
        boolean enrolled,
        @Nullable Instant at) {

    static Enrolment of(EnrolmentChanged event, Instant at) {
        return new Enrolment(idOf(event.formationId(), event.userId()), event.version(), event.enrolled(), at);
    }

    static String idOf(String formationId, String userId) {
        return formationId + ":" + userId;
    }
}
