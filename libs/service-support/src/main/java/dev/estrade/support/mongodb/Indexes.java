package dev.estrade.support.mongodb;

import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexDefinition;
import org.springframework.data.mongodb.core.index.IndexResolver;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Creates the indexes that documents declare ({@code @Indexed}, {@code @CompoundIndex}) and the one by which the outbox
 * finds what is pending. In the background, and until it succeeds: Spring Data's own creation happens once, and a
 * database that is away at that moment stays without.
 */
final class Indexes extends Background {
    private static final Logger log = LoggerFactory.getLogger(Indexes.class);
    private static final IndexDefinition OUTBOX = new Index("pendingSince", Sort.Direction.ASC).sparse();
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ReactiveMongoOperations mongo;
    private final MongoMappingContext mappings;
    private final List<IndexedDocument> others;

    Indexes(ReactiveMongoOperations mongo, MongoMappingContext mappings, List<IndexedDocument> others) {
        this.mongo = mongo;
        this.mappings = mappings;
        this.others = others;
    }

    @Override
    protected Disposable begin() {
        return create().subscribe();
    }

    /** Does not fail; one that cannot be created does not keep the others from it. */
    Mono<Void> create() {
        return Flux.defer(() -> Flux.fromStream(documents()))
                .concatMapDelayError(this::create)
                .then()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .doBeforeRetry(failed -> log.warn(
                                "Indexes are missing: {}", failed.failure().toString())));
    }

    private Flux<String> create(Class<?> document) {
        return Flux.fromStream(() -> definitions(document))
                .concatMapDelayError(index -> mongo.indexOps(document).createIndex(index));
    }

    private Stream<Class<?>> documents() {
        Stream<Class<?>> own = mappings.getPersistentEntities().stream().<Class<?>>map(entity -> entity.getType());
        return Stream.concat(own, others.stream().map(IndexedDocument::type))
                .filter(type -> type.isAnnotationPresent(Document.class))
                .distinct();
    }

    private Stream<IndexDefinition> definitions(Class<?> document) {
        Stream<IndexDefinition> declared = StreamSupport.stream(
                        IndexResolver.create(mappings).resolveIndexFor(document).spliterator(), false)
                .map(IndexDefinition.class::cast);
        return Aggregate.class.isAssignableFrom(document) ? Stream.concat(declared, Stream.of(OUTBOX)) : declared;
    }
}
