package dev.estrade.playback.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was revoked, and how recently that was all there was to know. In memory; every replica has all of it. */
final class Revocations {
    /** A token opens for an hour at most and its grants live a day; an hour more for clocks that differ. */
    private static final Duration LONGEST_RIGHT = Duration.ofHours(26);

    private static final Duration STALE = Duration.ofSeconds(5);

    private final Map<Subject, Instant> voidUntil = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Ticker ticker;
    private volatile @Nullable Long completeAsOf;

    Revocations(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Repetitions and any order change nothing. */
    void add(Revoked revoked) {
        if (revoked.at().isAfter(oldest())) {
            voidUntil.merge(Subject.of(revoked), revoked.at(), (known, news) -> news.isAfter(known) ? news : known);
        }
    }

    /** @param issued when the right was looked up; one of the same millisecond as a revocation is void */
    boolean covers(Rel rel, String userId, String sessionId, Instant issued) {
        return !voidUntil.isEmpty()
                && (isVoid(Subject.lesson(rel), issued)
                        || isVoid(Subject.session(sessionId, null), issued)
                        || isVoid(Subject.session(sessionId, rel.trainerId()), issued)
                        || isVoid(Subject.user(userId, null, null), issued)
                        || isVoid(Subject.user(userId, rel.trainerId(), null), issued)
                        || isVoid(Subject.user(userId, null, rel.courseId()), issued));
    }

    /** @param nanos of the ticker: whatever the broker had taken by then was added */
    void completeAsOf(long nanos) {
        completeAsOf = nanos;
    }

    /** Whether nothing that the broker has had for 5 s can be missing. */
    boolean areCurrent() {
        Long complete = completeAsOf;
        return complete != null && ticker.read() - complete < STALE.toNanos();
    }

    /** Whether they were complete once: nothing of the past is missing then. */
    boolean wereComplete() {
        return completeAsOf != null;
    }

    /** Forgets what voids only rights that have ended by themselves. */
    void prune() {
        Instant oldest = oldest();
        voidUntil.values().removeIf(at -> !at.isAfter(oldest));
    }

    int size() {
        return voidUntil.size();
    }

    private Instant oldest() {
        return clock.instant().minus(LONGEST_RIGHT);
    }

    private boolean isVoid(Subject subject, Instant issued) {
        Instant until = voidUntil.get(subject);
        return until != null && !issued.isAfter(until);
    }

    /** Whose rights; one of the first three, and perhaps one of the others. */
    private record Subject(
            @Nullable Rel rel,
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable String trainerId,
            @Nullable String courseId) {

        static Subject of(Revoked revoked) {
            return new Subject(
                    revoked.rel(), revoked.userId(), revoked.sessionId(), revoked.trainerId(), revoked.courseId());
        }

        static Subject lesson(Rel rel) {
            return new Subject(rel, null, null, null, null);
        }

        static Subject user(String id, @Nullable String trainerId, @Nullable String courseId) {
            return new Subject(null, id, null, trainerId, courseId);
        }

        static Subject session(String id, @Nullable String trainerId) {
            return new Subject(null, null, id, trainerId, null);
        }
    }
}
