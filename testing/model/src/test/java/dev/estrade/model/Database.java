package dev.estrade.model;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One service's database, on a server that all of a process share. */
final class Database {
    private static final MongoClient CLIENT = client();

    private final MongoDatabase database;
    private final ReactiveMongoTemplate template;

    Database(String name) {
        this.database = CLIENT.getDatabase(name);
        this.template = new ReactiveMongoTemplate(CLIENT, name);
    }

    private static MongoClient client() {
        MongoServer server = new MongoServer(new MemoryBackend());
        return MongoClients.create("mongodb:/" + server.bind());
    }

    ReactiveMongoTemplate template() {
        return template;
    }

    void empty() {
        for (String name : collections()) {
            Mono.from(database.getCollection(name).deleteMany(new Document())).block();
        }
    }

    /** Whatever has a time has it this much earlier: that is how time passes here. */
    void age(Duration by) {
        for (String name : collections()) {
            List<ReplaceOneModel<Document>> older = documents(name).stream()
                    .map(document -> new ReplaceOneModel<>(
                            new Document("_id", document.get("_id")), (Document) older(document, by)))
                    .toList();
            if (!older.isEmpty()) {
                Mono.from(database.getCollection(name).bulkWrite(older)).block();
            }
        }
    }

    List<String> collections() {
        return Objects.requireNonNull(
                Flux.from(database.listCollectionNames()).collectList().block());
    }

    List<Document> documents(String collection) {
        return Objects.requireNonNull(
                Flux.from(database.getCollection(collection).find())
                        .collectList()
                        .block());
    }

    private static Object older(Object value, Duration by) {
        if (value instanceof Date time) {
            return new Date(time.getTime() - by.toMillis());
        }
        if (value instanceof Document document) {
            Document copy = new Document();
            document.forEach((name, inner) -> copy.put(name, inner == null ? null : older(inner, by)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(older(inner, by)));
            return copy;
        }
        return value;
    }
}
