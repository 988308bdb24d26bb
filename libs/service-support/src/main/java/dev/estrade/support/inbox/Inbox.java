package dev.estrade.support.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.support.events.UndecodableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Decodes an event and hands it on unless this service has handled it before.
 *
 * <p>The id is remembered after the effect: a crash between the two repeats the effect, so handlers stay idempotent by
 * the state or version of what they change. Remembering first would lose the effect instead.
 */
public final class Inbox {
    /** Beyond it the event is delivered again; well below {@code max.poll.interval.ms}. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReactiveMongoOperations mongo;

    Inbox(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * Types that this build does not know are passed over. Returns when the event is handled: it waits on the consumer's
     * own thread, which keeps the order of a partition. Listeners that answer a Mono are acknowledged out of order, and
     * after a poisonous event their container was seen to stay paused for good.
     *
     * @param handler returns null or an empty Mono for events that do not concern it
     */
    public void receive(ConsumerRecord<String, byte[]> record, Function<Event, Mono<Void>> handler) {
        handle(record, handler).timeout(PATIENCE).block();
    }

    /** What {@link #receive} waits for. */
    Mono<Void> handle(ConsumerRecord<String, byte[]> record, Function<Event, Mono<Void>> handler) {
        Optional<EventType> type = header(record, "ce_type").flatMap(EventType::named);
        if (type.isEmpty()) {
            return Mono.empty();
        }
        Event event = decoded(type.get(), record);
        Optional<String> id = header(record, "ce_id");
        if (type.get().lossy() || id.isEmpty()) {
            return handler.apply(event);
        }
        return mongo.exists(byId(id.get()), Seen.class)
                .filter(seen -> !seen)
                .flatMap(unseen -> handler.apply(event).then(remember(id.get())));
    }

    /** Only what fails here is undecodable; the same exception out of a handler is the handler's fault. */
    private static Event decoded(EventType type, ConsumerRecord<String, byte[]> record) {
        try {
            return EventJson.read(type, record.value());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UndecodableEventException(record, e);
        }
    }

    /** Forgets ids that no broker will deliver again. */
    Mono<Void> forgetOlderThan(Duration age) {
        Query old = Query.query(Criteria.where("at").lt(Instant.now().minus(age)));
        return mongo.remove(old, Seen.class).then();
    }

    private Mono<Void> remember(String id) {
        return mongo.insert(new Seen(id, Instant.now()))
                .onErrorComplete(DuplicateKeyException.class)
                .then();
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where("_id").is(id));
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(found -> new String(found.value(), UTF_8));
    }

    @Document("inbox")
    record Seen(@Id String id, @Indexed Instant at) {}
}
