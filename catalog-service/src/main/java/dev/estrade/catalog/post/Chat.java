package dev.estrade.catalog.post;

import dev.estrade.support.page.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is said during lives. */
@Component
class Chat {
    private static final int LATEST = 100;

    private final ReactiveMongoOperations mongo;

    Chat(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    @Document("live_messages")
    @CompoundIndex(def = "{'liveId': 1, 'createdAt': -1, '_id': -1}")
    record Message(@Id String id, String liveId, String userId, String content, Instant createdAt) {
        static Message of(String liveId, String userId, String content) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            return new Message(UUID.randomUUID().toString(), liveId, userId, content, now);
        }

        Cursor cursor() {
            return new Cursor(createdAt, id);
        }
    }

    Mono<Message> say(Message message) {
        return mongo.insert(message);
    }

    /** One more than a page has, if there are as many; the newest first. */
    Flux<Message> list(String liveId, int limit, @Nullable Cursor after) {
        Criteria all = of(liveId);
        Criteria wanted = after == null ? all : new Criteria().andOperator(all, after.criteria());
        return mongo.find(Query.query(wanted).with(Cursor.NEWEST_FIRST).limit(limit + 1), Message.class);
    }

    /** The last hundred, in the order in which they were said. */
    Mono<List<Message>> latest(String liveId) {
        return mongo.find(Query.query(of(liveId)).with(Cursor.NEWEST_FIRST).limit(LATEST), Message.class)
                .collectList()
                .doOnNext(Collections::reverse);
    }

    Mono<Long> count(String liveId) {
        return mongo.count(Query.query(of(liveId)), Message.class);
    }

    Mono<Void> forget(String liveId) {
        return mongo.remove(Query.query(of(liveId)), Message.class).then();
    }

    private static Criteria of(String liveId) {
        return Criteria.where("liveId").is(liveId);
    }
}
