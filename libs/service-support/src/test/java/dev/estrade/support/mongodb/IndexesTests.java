package dev.estrade.support.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.IndexDefinition;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.index.ReactiveIndexOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class IndexesTests {
    private final ReactiveMongoOperations mongo = mock(ReactiveMongoOperations.class);
    private final List<String> created = new ArrayList<>();
    private final Indexes indexes =
            new Indexes(mongo, mappingsOf(Order.class), List.of(new IndexedDocument(Note.class)));
    private int refusals;

    @Test
    void createsWhatDocumentsDeclareAndWhatTheOutboxNeeds() {
        answer();

        indexes.create().block();

        assertThat(created)
                .containsExactlyInAnyOrder(
                        "Order {\"state\": 1, \"item.name\": 1}",
                        "Order {\"pendingSince\": 1} {\"sparse\": true}",
                        "Note {\"at\": 1}");
    }

    @Test
    void goesOnUntilTheDatabaseIsThere() {
        answer();
        refusals = 4;

        StepVerifier.withVirtualTime(indexes::create)
                .thenAwait(Duration.ofMinutes(5))
                .verifyComplete();

        assertThat(created).hasSizeGreaterThanOrEqualTo(3);
    }

    private void answer() {
        for (Class<?> type : List.of(Order.class, Note.class)) {
            ReactiveIndexOperations operations = mock(ReactiveIndexOperations.class);
            when(mongo.indexOps(type)).thenReturn(operations);
            when(operations.createIndex(any()))
                    .thenAnswer(call -> Mono.fromCallable(() -> create(type, call.getArgument(0))));
        }
    }

    private String create(Class<?> type, IndexDefinition index) {
        if (refusals-- > 0) {
            throw new DataAccessResourceFailureException("away");
        }
        boolean sparse = index.getIndexOptions().containsKey("sparse");
        created.add(type.getSimpleName() + " " + index.getIndexKeys().toJson() + (sparse ? " {\"sparse\": true}" : ""));
        return "";
    }

    private static MongoMappingContext mappingsOf(Class<?> document) {
        MongoMappingContext mappings = new MongoMappingContext();
        mappings.setSimpleTypeHolder(MongoCustomConversions.create(spring -> {}).getSimpleTypeHolder());
        mappings.setInitialEntitySet(Set.of(document));
        mappings.afterPropertiesSet();
        return mappings;
    }

    @Document("orders")
    @CompoundIndex(def = "{'state': 1, 'item.name': 1}")
    record Order(
            @Id String id,
            @Version @Nullable Long version,
            String state,
            Item item,
            List<OutgoingEvent> pending,
            @Nullable Instant pendingSince)
            implements Aggregate {}

    record Item(String name) {}

    @Document("notes")
    record Note(@Id String id, @Indexed Instant at) {}
}
