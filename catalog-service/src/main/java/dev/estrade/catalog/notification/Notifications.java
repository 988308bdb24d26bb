package dev.estrade.catalog.notification;

import com.mongodb.client.result.UpdateResult;
import dev.estrade.support.page.Cursor;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everybody's notifications. */
@Component
class Notifications {
    private final ReactiveMongoOperations mongo;

    Notifications(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    Flux<Notification> list(NotificationQuery query) {
        Query page = Query.query(query.criteria()).with(Cursor.NEWEST_FIRST).limit(query.limit() + 1);
        return mongo.find(page, Notification.class);
    }

    /** Empty if there is none of this person's with this id. */
    Mono<Notification> find(String id, String userId) {
        return mongo.findOne(Query.query(of(userId).and("_id").is(id)), Notification.class);
    }

    /** The next ones in the order of their numbers. */
    Flux<Notification> after(long number, String userId, int limit) {
        Query next = Query.query(of(userId).and("number").gt(number))
                .with(Sort.by("number"))
                .limit(limit);
        return mongo.find(next, Notification.class);
    }

    /** The number of the last one; 0 if there is none. */
    Mono<Long> lastNumber(String userId) {
        Query last = Query.query(of(userId))
                .with(Sort.by(Sort.Direction.DESC, "number"))
                .limit(1);
        return mongo.find(last, Notification.class)
                .next()
                .map(Notification::number)
                .defaultIfEmpty(0L);
    }

    Mono<Unread> unread(String userId) {
        Query newest = Query.query(unreadOf(userId)).with(Cursor.NEWEST_FIRST).limit(Unread.NAMED + 1);
        newest.fields().include("_id");
        return mongo.find(newest, Id.class, mongo.getCollectionName(Notification.class))
                .map(Id::id)
                .collectList()
                .flatMap(ids -> ids.size() > Unread.NAMED
                        ? unreadCount(userId).map(count -> new Unread(count, ids.subList(0, Unread.NAMED)))
                        : Mono.just(new Unread(ids.size(), ids)));
    }

    Mono<Long> unreadCount(String userId) {
        return mongo.count(Query.query(unreadOf(userId)), Notification.class);
    }

    /** @return how many were not read before */
    Mono<Long> read(String userId, List<String> ids) {
        return read(unreadOf(userId).and("_id").in(ids));
    }

    /** One update, however many they are. */
    Mono<Long> readUntil(String userId, Instant until) {
        return read(unreadOf(userId).and("createdAt").lte(until));
    }

    Mono<Long> readAll(String userId) {
        return read(unreadOf(userId));
    }

    /** Forgets what was read and happened before the one moment, and everything that happened before the other. */
    Mono<Void> forget(Instant readBefore, Instant before) {
        Criteria old = new Criteria()
                .orOperator(
                        Criteria.where("createdAt").lt(before),
                        Criteria.where("createdAt").lt(readBefore).and("readAt").ne(null));
        return mongo.remove(Query.query(old), Notification.class).then();
    }

    private Mono<Long> read(Criteria unread) {
        return mongo.updateMulti(Query.query(unread), Update.update("readAt", Instant.now()), Notification.class)
                .map(UpdateResult::getModifiedCount);
    }

    private static Criteria unreadOf(String userId) {
        return of(userId).and("readAt").isNull();
    }

    private static Criteria of(String userId) {
        return Criteria.where("userId").is(userId);
    }

    record Id(String id) {}
}
