package dev.estrade.catalog.notification;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.FactListener;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes one notification of each fact that concerns a person.
 *
 * <p>Its number is the one after the last, kept unique by an index: whoever loses the race for a number takes the next.
 * So a number is never seen before those below it, and a stream that has told number 7 goes on with 8 and misses none.
 */
@Component
class FactNotifier implements FactListener {
    private static final Set<Fact.Type> TOLD = EnumSet.of(
            Fact.Type.LESSON_READY,
            Fact.Type.LESSON_FAILED,
            Fact.Type.RECORDING_SAVED,
            Fact.Type.GENERATION_COMPLETED,
            Fact.Type.GENERATION_FAILED);
    private static final long PER_DAY = 1_000_000;

    private final ReactiveMongoOperations mongo;
    private final Notifications notifications;
    private final NotificationHints hints;
    private final Mono<String> numbersAreUnique;

    FactNotifier(ReactiveMongoOperations mongo, Notifications notifications, NotificationHints hints) {
        this.mongo = mongo;
        this.notifications = notifications;
        this.hints = hints;
        // Before the first number is taken: the indexes that documents declare may come later. A failure is not cached.
        this.numbersAreUnique = Mono.defer(() -> mongo.indexOps(Notification.class)
                        .createIndex(new Index("userId", Sort.Direction.ASC)
                                .on("number", Sort.Direction.ASC)
                                .unique()))
                .cacheInvalidateIf(created -> false);
    }

    @Override
    public Mono<Void> tell(Fact fact) {
        return TOLD.contains(fact.type()) ? keep(fact) : Mono.empty();
    }

    private Mono<Void> keep(Fact fact) {
        return numbersAreUnique
                .then(mongo.exists(Query.query(Criteria.where("_id").is(Notification.idOf(fact))), Notification.class))
                .filter(known -> !known)
                .flatMap(unknown -> notifications.lastNumber(fact.ownerId()))
                .flatMap(last -> mongo.insert(Notification.of(fact, after(last))))
                .retryWhen(Retry.backoff(100, Duration.ofMillis(2))
                        .maxBackoff(Duration.ofMillis(100))
                        .filter(DuplicateKeyException.class::isInstance))
                .flatMap(hints::tell);
    }

    /** Where all have been forgotten, today's number is above every forgotten one's. */
    private static long after(long last) {
        return last == 0 ? LocalDate.now(ZoneOffset.UTC).toEpochDay() * PER_DAY : last + 1;
    }
}
