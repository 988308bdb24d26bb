package dev.estrade.catalog.enrolment;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** One person's right to a formation. Ending it is a state, so that a late event meets its version. */
@Document("enrolments")
record Enrolment(
        @Id String id,
        @Version @Nullable Long version,
        String formationId,
        String userId,
        boolean enrolled,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static String idOf(String formationId, String userId) {
        return formationId + ":" + userId;
    }

    static Enrolment none(String formationId, String userId) {
        return new Enrolment(idOf(formationId, userId), null, formationId, userId, false, List.of(), null);
    }

    Enrolment changedTo(boolean wanted) {
        if (enrolled == wanted) {
            return this;
        }
        EnrolmentChanged event = new EnrolmentChanged(formationId, userId, nextVersion(), wanted);
        return new Enrolment(id, version, formationId, userId, wanted, pendingWith(event), pendingSinceOrNow());
    }
}
