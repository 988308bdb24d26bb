package dev.estrade.catalog.enrolment;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.page.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One person's right to a formation. Ending it is a state, so that a late event meets its version.
 *
 * @param createdAt when the right began, the last time
 */
@Document("enrolments")
@CompoundIndex(def = "{'userId': 1, 'enrolled': 1}")
@CompoundIndex(def = "{'formationId': 1, 'createdAt': -1, '_id': -1}")
record Enrolment(
        @Id String id,
        @Version @Nullable Long version,
        String formationId,
        String userId,
        boolean enrolled,
        Instant createdAt,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static String idOf(String formationId, String userId) {
        return formationId + ":" + userId;
    }

    static Enrolment none(String formationId, String userId) {
        return new Enrolment(idOf(formationId, userId), null, formationId, userId, false, now(), List.of(), null);
    }

    Enrolment changedTo(boolean wanted) {
        if (enrolled == wanted) {
            return this;
        }
        EnrolmentChanged event = new EnrolmentChanged(formationId, userId, nextVersion(), wanted);
        Instant since = wanted ? now() : createdAt;
        return new Enrolment(id, version, formationId, userId, wanted, since, pendingWith(event), pendingSinceOrNow());
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }

    /** What the database keeps. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
