package dev.estrade.playback.entitlement;

import dev.estrade.events.EnrolmentChanged;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** Whether somebody is enrolled in a formation. */
@Document("enrolments")
record Enrolment(@Id String id, long version, boolean enrolled) {

    static Enrolment of(EnrolmentChanged event) {
        return new Enrolment(idOf(event.formationId(), event.userId()), event.version(), event.enrolled());
    }

    static String idOf(String formationId, String userId) {
        return formationId + ":" + userId;
    }
}
