package dev.estrade.catalog.library;

import dev.estrade.events.Event;
import dev.estrade.events.MediaSaved;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All saved media, tombstones included. */
@Component
public class Library implements EventHandler {
    private static final Duration TOMBSTONES_STAY = Duration.ofHours(24);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Library(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof MediaSaved saved
                ? keep(saved.mediaId(), item -> item.savedAgain(saved), () -> MediaItem.of(saved, time))
                : Mono.empty();
    }

    /** Saying it again changes nothing; nothing revives what was deleted. */
    public Mono<Void> keep(LiveRecording recording, Instant at) {
        return keep(recording.id(), item -> item.recordedAs(recording), () -> MediaItem.of(recording, at));
    }

    /** As its owner does, if it is this post's. */
    public Mono<Void> delete(String id, String postId) {
        return change(id, item -> item.isOf(postId) ? item.deleted() : item).then();
    }

    /** What plays of a post's recording is gone. */
    public Mono<Void> erased(String id, String postId) {
        return change(id, item -> item.isOf(postId) ? item.erased() : item).then();
    }

    /** Tombstones too. */
    Mono<MediaItem> find(String id) {
        return mongo.findById(id, MediaItem.class);
    }

    Flux<MediaItem> list(MediaQuery query) {
        Query page = Query.query(query.criteria()).with(Cursor.NEWEST_FIRST).limit(query.limit() + 1);
        return mongo.find(page, MediaItem.class);
    }

    /** Empty if there is no such item. */
    Mono<MediaItem> change(String id, UnaryOperator<MediaItem> transition) {
        return outbox.change(() -> find(id), transition);
    }

    private Mono<Void> keep(String id, UnaryOperator<MediaItem> transition, Supplier<MediaItem> first) {
        Mono<MediaItem> known = change(id, transition);
        return known.switchIfEmpty(Mono.defer(() -> outbox.save(first.get())))
                .onErrorResume(DuplicateKeyException.class, appeared -> known)
                .then();
    }

    private Mono<Void> forgetTombstones() {
        Query old = Query.query(Criteria.where("deletedAt")
                .lt(Instant.now().minus(TOMBSTONES_STAY))
                .and("pending")
                .size(0));
        return mongo.remove(old, MediaItem.class).then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob mediaTombstoneSweep(Library library) {
            return new RecurringJob("media tombstone sweep", Duration.ofHours(1), library::forgetTombstones);
        }
    }
}
