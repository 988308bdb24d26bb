package dev.estrade.transcode.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far the content keys are under one key-encryption key. All replicas share it: one of them walks at a time.
 *
 * <p>A walk of 100,000 keys takes 200 lists and as many GETs as keys, of about 50 bytes: at AWS's prices 4 cents, and
 * with 16 at once of 20 ms two minutes. So not every minute: at once when this key is new, once more when it is settled, then
 * daily, for whatever a process with older settings may have wrapped.
 *
 * @param kid of the key-encryption key
 * @param since when the processes began to wrap with it
 * @param running null if nobody walks
 * @param last null until a walk ended
 */
@Document("key_rotations")
record Rotation(
        @Id String kid,
        @Version @Nullable Long version,
        Instant since,
        @Nullable Running running,
        @Nullable Walk last) {
    /**
     * Replicas restart one after the other, and whichever still runs with older settings wraps new keys under the older
     * key, also behind the back of a walk. After this all have restarted.
     */
    static final Duration SETTLED = Duration.ofHours(1);

    static final Duration EVERY = Duration.ofDays(1);

    /** After this the walk of a process that died, or that could not end it, is begun anew. */
    static final Duration ABANDONED = Duration.ofMinutes(10);

    /** @param alive when it was last heard of */
    record Running(Instant begun, Instant alive) {}

    /** @param left keys under other key-encryption keys at its end */
    record Walk(Instant begun, List<Left> left) {}

    record Left(String kid, long keys) {}

    static Rotation to(String kid, @Nullable Long version, Instant now) {
        return new Rotation(kid, version, now, null, null);
    }

    boolean isDue(Instant now) {
        if (running != null) {
            return running.alive().isBefore(now.minus(ABANDONED));
        }
        return last == null || !now.isBefore(isKnown() ? last.begun().plus(EVERY) : since.plus(SETTLED));
    }

    Rotation begun(Instant now) {
        Instant stored = now.truncatedTo(ChronoUnit.MILLIS);
        return new Rotation(kid, version, since, new Running(stored, stored), last);
    }

    boolean isSameWalk(Rotation other) {
        return running != null && other.running != null && running.begun().equals(other.running.begun());
    }

    Rotation alive(Instant now) {
        return running == null ? this : new Rotation(kid, version, since, new Running(running.begun(), now), last);
    }

    Rotation ended(List<Left> left) {
        return running == null
                ? this
                : new Rotation(kid, version, since, null, new Walk(running.begun(), List.copyOf(left)));
    }

    /** Whether a walk ended that began when nobody wrapped with an older key any more. */
    boolean isKnown() {
        return last != null && !last.begun().isBefore(since.plus(SETTLED));
    }

    /** Keys under such other key-encryption keys; NaN until it is known, so that nobody takes it for 0. */
    double left(Predicate<String> kids) {
        return last == null || !isKnown()
                ? Double.NaN
                : last.left().stream()
                        .filter(one -> kids.test(one.kid()))
                        .mapToLong(Left::keys)
                        .sum();
    }
}
