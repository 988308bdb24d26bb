package dev.estrade.catalog.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.support.page.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A fact, as one person is told of it.
 *
 * @param id the fact's own, in a form that fits a path; so one fact makes one notification, however often it is told
 * @param number its place in the order in which this person's notifications were written; unique, without gaps
 * @param createdAt when it happened; whole milliseconds, which is what the database keeps
 * @param readAt null until it is read
 */
@Document("notifications")
@CompoundIndex(def = "{'userId': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(def = "{'userId': 1, 'readAt': 1, 'createdAt': -1}")
record Notification(
        @Id String id,
        String userId,
        long number,
        Fact.Type type,
        Map<String, Object> data,
        @Indexed Instant createdAt,
        @Nullable Instant readAt) {

    static Notification of(Fact fact, long number) {
        return new Notification(
                idOf(fact),
                fact.ownerId(),
                number,
                fact.type(),
                fact.data(),
                fact.at().truncatedTo(ChronoUnit.MILLIS),
                null);
    }

    static String idOf(Fact fact) {
        return UUID.nameUUIDFromBytes(fact.id().getBytes(UTF_8)).toString();
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
