package dev.estrade.support.limit;

import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Counts per user and minute, one document each, so that all replicas count together. */
public final class UserLimits {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final ReactiveMongoOperations mongo;
    private final int limit;
    private final ProblemCode refusal;
    private final Clock clock;

    /**
     * @param limit per user and minute
     * @param refusal of a request beyond it
     */
    public UserLimits(ReactiveMongoOperations mongo, int limit, ProblemCode refusal, Clock clock) {
        this.mongo = mongo;
        this.limit = limit;
        this.refusal = refusal;
        this.clock = clock;
    }

    /**
     * Counts one request, or refuses it without counting: a client that repeats too early does not lock itself out.
     *
     * @return fails with the refusal, which says when to try again
     */
    public Mono<Void> spend(String userId) {
        Instant now = clock.instant();
        long minute = now.getEpochSecond() / LENGTH.toSeconds();
        Duration elapsed = Duration.between(Instant.ofEpochSecond(minute * LENGTH.toSeconds()), now);
        String current = idOf(userId, minute);
        String previous = idOf(userId, minute - 1);
        return counts(previous, current)
                .map(counts -> new Window(of(counts, previous), of(counts, current), elapsed, LENGTH))
                .doOnNext(this::requireRoom)
                .flatMap(window -> increment(current, now)
                        .map(count -> new Window(window.previous(), count.count() - 1, elapsed, LENGTH)))
                .doOnNext(this::requireRoom)
                .then();
    }

    /** Takes what counts no more away. */
    public Mono<Void> forget() {
        Instant old = clock.instant().minus(LENGTH.multipliedBy(2));
        return mongo.remove(Query.query(Criteria.where("at").lt(old)), Count.class)
                .then();
    }

    private void requireRoom(Window window) {
        Duration wait = window.untilBelow(limit);
        if (!wait.isZero()) {
            throw ProblemException.of(refusal, "At most " + limit + " of these a minute are answered to a user.")
                    .retryAfter(wait.plusSeconds(1));
        }
    }

    private Mono<List<Count>> counts(String... ids) {
        Query both = Query.query(Criteria.where("_id").in(List.of(ids)));
        return mongo.find(both, Count.class).collectList();
    }

    private Mono<Count> increment(String id, Instant now) {
        Query one = Query.query(Criteria.where("_id").is(id));
        Update more = new Update().inc("count", 1).setOnInsert("at", now);
        FindAndModifyOptions options =
                FindAndModifyOptions.options().upsert(true).returnNew(true);
        return mongo.findAndModify(one, more, options, Count.class)
                .retryWhen(Retry.max(3).filter(DuplicateKeyException.class::isInstance));
    }

    private static long of(List<Count> counts, String id) {
        return counts.stream()
                .filter(count -> count.id().equals(id))
                .mapToLong(Count::count)
                .sum();
    }

    private static String idOf(String userId, long minute) {
        return minute + ":" + userId;
    }

    @Document("user_counts")
    record Count(@Id String id, long count, Instant at) {}
}
