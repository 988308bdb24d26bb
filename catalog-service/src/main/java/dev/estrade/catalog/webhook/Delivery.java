package dev.estrade.catalog.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.support.page.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One message for one endpoint, and its log: {@code pending → delivered | failed}, and back by a replay.
 *
 * @param id the {@code webhook-id} of every attempt
 * @param version of which only one replica can make the next: so it is leased, and so its result is noted
 * @param body JSON, the same bytes at every attempt
 * @param attempts oldest first
 */
@Document("webhook_deliveries")
@CompoundIndex(def = "{'turn.dueAt': 1, 'endpointId': 1}")
@CompoundIndex(def = "{'endpointId': 1, 'createdAt': -1, '_id': -1}")
record Delivery(
        @Id String id,
        @Version @Nullable Long version,
        String endpointId,
        String type,
        String body,
        @Indexed Instant createdAt,
        Turn turn,
        List<Attempt> attempts) {
    /** Of a delivery that is replayed again and again, the older ones are forgotten. */
    private static final int ATTEMPTS_KEPT = 50;

    enum Status {
        PENDING,
        DELIVERED,
        FAILED;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Status> named(String json) {
            return Arrays.stream(values())
                    .filter(status -> status.json().equals(json))
                    .findFirst();
        }
    }

    /**
     * @param dueAt of the next attempt; while one is made, the end of its lease; null when settled
     * @param giveUpAt of the last attempt
     * @param tries begun since the delivery was made or replayed
     * @param leased whether an attempt is being made, unless its process died
     */
    record Turn(Status status, @Nullable Instant dueAt, Instant giveUpAt, int tries, boolean leased) {
        static Turn first(Instant now, Duration window) {
            return new Turn(Status.PENDING, now, now.plus(window), 0, false);
        }

        Turn settled(Status as) {
            return new Turn(as, null, giveUpAt, tries, false);
        }
    }

    static Delivery of(String id, String endpointId, String type, String body, Instant now, Duration window) {
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return new Delivery(id, null, endpointId, type, body, created, Turn.first(created, window), List.of());
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }

    boolean isDueAt(Instant now) {
        return turn.dueAt() != null && !turn.dueAt().isAfter(now);
    }

    Delivery leased(Instant until) {
        return with(new Turn(Status.PENDING, until, turn.giveUpAt(), turn.tries() + 1, true), attempts);
    }

    /** The attempt decides, unless the receiver did not take it: then it is tried again after the pause. */
    Delivery noted(Attempt attempt, Instant now, Duration pause) {
        if (attempt.isTaken()) {
            return with(turn.settled(Status.DELIVERED), and(attempt));
        }
        if (attempt.isGone() || !now.isBefore(turn.giveUpAt())) {
            return givenUp(attempt);
        }
        Instant wanted = now.plus(pause);
        Instant next = wanted.isBefore(turn.giveUpAt()) ? wanted : turn.giveUpAt();
        return with(new Turn(Status.PENDING, next, turn.giveUpAt(), turn.tries(), false), and(attempt));
    }

    Delivery givenUp(Attempt attempt) {
        return with(turn.settled(Status.FAILED), and(attempt));
    }

    /** Due at once, with all the time of a new one; nothing if it is being attempted at this moment. */
    Delivery replayed(Instant now, Duration window) {
        boolean running = turn.leased() && !isDueAt(now);
        return running ? this : with(Turn.first(now, window), attempts);
    }

    private List<Attempt> and(Attempt attempt) {
        return Stream.concat(attempts.stream(), Stream.of(attempt))
                .skip(Math.max(0, attempts.size() + 1 - ATTEMPTS_KEPT))
                .toList();
    }

    private Delivery with(Turn next, List<Attempt> log) {
        return new Delivery(id, version, endpointId, type, body, createdAt, next, log);
    }
}
