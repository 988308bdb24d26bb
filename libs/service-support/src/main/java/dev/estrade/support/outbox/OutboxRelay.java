package dev.estrade.support.outbox;

import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Publishes what lies in aggregates, oldest first per aggregate, and takes each event out after the broker's
 * acknowledgement. What the writer could not publish, {@link #sweep} finds.
 */
final class OutboxRelay extends Background {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;
    private static final int SWEPT_AT_ONCE = 200;

    private final ReactiveMongoOperations mongo;
    private final EventPublisher publisher;
    private final Set<Place> waiting = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Place> places = Sinks.many().unicast().onBackpressureBuffer();

    OutboxRelay(ReactiveMongoOperations mongo, EventPublisher publisher) {
        this.mongo = mongo;
        this.publisher = publisher;
    }

    void publishSoon(Aggregate written) {
        if (!written.pending().isEmpty()) {
            publishSoon(new Place(mongo.getCollectionName(written.getClass()), written.id()));
        }
    }

    /**
     * Publishes what has lain in this collection for longer than its writer needs.
     *
     * @return since when the oldest of it lies there; empty if there is nothing
     */
    Mono<Instant> sweep(Class<? extends Aggregate> type) {
        String collection = mongo.getCollectionName(type);
        Query stale = Query.query(
                        Criteria.where("pendingSince").lt(Instant.now().minus(GRACE)))
                .with(Sort.by("pendingSince"))
                .limit(SWEPT_AT_ONCE);
        return mongo.find(stale, Waiting.class, collection)
                .doOnNext(found -> publishSoon(new Place(collection, found.id())))
                .mapNotNull(Waiting::pendingSince)
                .collect(Collectors.minBy(Comparator.naturalOrder()))
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    protected Disposable begin() {
        return places.asFlux()
                .groupBy(place -> Math.floorMod(place.hashCode(), AT_ONCE))
                .flatMap(lane -> lane.concatMap(this::publish), AT_ONCE)
                .subscribe();
    }

    private void publishSoon(Place place) {
        if (waiting.add(place)) {
            places.emitNext(place, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
        }
    }

    /** One lane works on one aggregate at a time, so its events keep their order within this process. */
    private Mono<Void> publish(Place place) {
        return Mono.fromRunnable(() -> waiting.remove(place))
                .then(mongo.findOne(byId(place), Waiting.class, place.collection()))
                .flatMapIterable(found -> found.pending() == null ? List.<OutgoingEvent>of() : found.pending())
                .concatMap(event -> publisher.publish(event).then(remove(place, event)))
                .then(Mono.defer(() -> settle(place)))
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.warn("Events of {} wait for the broker: {}", place, failure.toString())));
    }

    /** Counts as a change, so that a writer with an older copy cannot put the event back. */
    private Mono<Void> remove(Place place, OutgoingEvent sent) {
        Update update = new Update()
                .pull("pending", Query.query(Criteria.where("_id").is(sent.id())))
                .inc("version", 1);
        return mongo.updateFirst(byId(place), update, place.collection()).then();
    }

    private Mono<Void> settle(Place place) {
        Query empty = byId(place).addCriteria(Criteria.where("pending").size(0));
        return mongo.updateFirst(empty, new Update().unset("pendingSince"), place.collection())
                .then();
    }

    private static Query byId(Place place) {
        return Query.query(Criteria.where("_id").is(place.id()));
    }

    /** Where an aggregate lies. */
    private record Place(String collection, String id) {}

    /** The part of any aggregate that the relay reads. */
    record Waiting(
            String id,
            @Nullable List<OutgoingEvent> pending,
            @Nullable Instant pendingSince) {}
}
