package dev.estrade.catalog.post;

import dev.estrade.catalog.post.LiveLife.State;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.page.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All posts, tombstones included. */
@Component
class Posts {
    private static final String STARTED_AT = "life.startedAt";
    private static final Duration TOMBSTONES_STAY = Duration.ofHours(24);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Posts(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    Mono<Post> find(String id) {
        return mongo.findById(id, Post.class);
    }

    Mono<Post> add(Post post) {
        return outbox.save(post);
    }

    /** Empty if there is no such post. */
    Mono<Post> change(String id, UnaryOperator<Post> transition) {
        return outbox.change(() -> find(id), transition);
    }

    /** One more than a page has, if there are as many; the newest first. */
    Flux<Post> list(int limit, @Nullable Cursor after) {
        Criteria shown = Criteria.where("life.state").in(State.LIVE, State.OVER);
        Criteria wanted = after == null ? shown : new Criteria().andOperator(shown, after.criteria(STARTED_AT));
        return mongo.find(
                Query.query(wanted).with(Cursor.newestFirst(STARTED_AT)).limit(limit + 1), Post.class);
    }

    /** Those that run, and have since then at least. */
    Flux<Post> liveSince(Instant then) {
        return mongo.find(
                Query.query(Criteria.where("life.state")
                        .is(State.LIVE)
                        .and(STARTED_AT)
                        .lt(then)),
                Post.class);
    }

    /** Those that have been over since then at least, and whose streams are there. */
    Flux<Post> withStreamsSince(Instant then) {
        return mongo.find(
                Query.query(Criteria.where("life.state")
                        .is(State.OVER)
                        .and("life.endedAt")
                        .lt(then)
                        .and("life.streamsGoneAt")
                        .isNull()),
                Post.class);
    }

    /** Those that nobody can need any more; one whose recordings were kept stays for as long as they may be heard of. */
    Flux<Post> oldTombstones() {
        Criteria nothingKept = new Criteria()
                .orOperator(
                        Criteria.where("life.state").is(State.DELETED),
                        Criteria.where("recordings.state").nin(List.of(Recorded.State.KEPT, Recorded.State.RECORDING)));
        Criteria old = Criteria.where("life.deletedAt")
                .lt(Instant.now().minus(TOMBSTONES_STAY))
                .and("pending")
                .size(0);
        return mongo.find(Query.query(new Criteria().andOperator(old, nothingKept)), Post.class);
    }

    Mono<Void> forget(Post tombstone) {
        Query unchanged = Query.query(
                Criteria.where("_id").is(tombstone.id()).and("version").is(tombstone.version()));
        return mongo.remove(unchanged, Post.class).then();
    }
}
