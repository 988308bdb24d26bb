package dev.estrade.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client was told is stored, is stored: through kills in the middle of writing, on one home. */
class KilledInfraIT {
    private static final int KILLS = Math.min(8, 1 + Integer.getInteger("estrade.test.scale", 1));
    private static final int ACKNOWLEDGED_BEFORE_KILL = 400;
    private static final String TOPIC = "killed";

    private final Set<Integer> acknowledgedDocuments = new HashSet<>();
    private final Set<Integer> acknowledgedRecords = new HashSet<>();
    private int next;

    @TempDir
    private Path home;

    @Test
    void losesNoAcknowledgedWrite() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled();
        }
        try (InfraProcess infra = InfraProcess.start(home);
                MongoClient client = MongoClients.create(infra.address("ESTRADE_MONGODB_URI"))) {
            assertThat(lost(acknowledgedDocuments, storedDocuments(client)))
                    .as("lost documents")
                    .isEmpty();
            assertUniqueIndexStillHolds(client);
            assertThat(lost(acknowledgedRecords, storedRecords(infra)))
                    .as("lost records")
                    .isEmpty();
        }
    }

    private static Set<Integer> lost(Set<Integer> acknowledged, Set<Integer> stored) {
        Set<Integer> lost = new HashSet<>(acknowledged);
        lost.removeIf(stored::contains);
        return lost;
    }

    private void writeUntilKilled() throws Exception {
        InfraProcess infra = InfraProcess.start(home);
        var enoughRecords = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
        var enoughDocuments = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
        int first = next;
        next += 1_000_000;
        var records = CompletableFuture.supplyAsync(() -> writeRecords(infra, first, enoughRecords));
        var documents = CompletableFuture.supplyAsync(() -> writeDocuments(infra, first, enoughDocuments));
        boolean written = enoughRecords.await(30, TimeUnit.SECONDS) && enoughDocuments.await(30, TimeUnit.SECONDS);
        infra.kill();
        acknowledgedDocuments.addAll(documents.get(30, TimeUnit.SECONDS));
        acknowledgedRecords.addAll(records.get(30, TimeUnit.SECONDS));
        assertThat(written).as("writes before the kill").isTrue();
    }

    private static List<Integer> writeDocuments(InfraProcess infra, int first, CountDownLatch enough) {
        List<Integer> acknowledged = new ArrayList<>();
        String uri = infra.address("ESTRADE_MONGODB_URI") + "/?serverSelectionTimeoutMS=10000&retryWrites=false";
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> documents = documents(client);
            documents.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            for (int number = first; infra.isRunning(); number++) {
                documents.insertOne(new Document("_id", "d" + number)
                        .append("number", number)
                        .append("padding", "x".repeat(500)));
                acknowledged.add(number);
                enough.countDown();
            }
        } catch (MongoException e) {
            // The kill.
        }
        return acknowledged;
    }

    private static Set<Integer> writeRecords(InfraProcess infra, int first, CountDownLatch enough) {
        var acknowledged = new ConcurrentLinkedQueue<Integer>();
        createTopic(infra);
        try (var producer = new KafkaProducer<Integer, Integer>(producing(infra))) {
            for (int number = first; infra.isRunning(); number++) {
                int sent = number;
                producer.send(new ProducerRecord<>(TOPIC, sent, sent), (stored, failure) -> {
                    if (failure == null) {
                        acknowledged.add(sent);
                        enough.countDown();
                    }
                });
                if (number % 100 == 0) {
                    producer.flush();
                }
            }
        }
        return Set.copyOf(acknowledged);
    }

    private static Map<String, Object> producing(InfraProcess infra) {
        return Map.of(
                "bootstrap.servers",
                infra.address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"),
                "acks",
                "all",
                "delivery.timeout.ms",
                1000,
                "request.timeout.ms",
                900,
                "linger.ms",
                0,
                "max.block.ms",
                5000,
                "key.serializer",
                IntegerSerializer.class,
                "value.serializer",
                IntegerSerializer.class);
    }

    private static void createTopic(InfraProcess infra) {
        Map<String, Object> settings = Map.of("bootstrap.servers", infra.address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"));
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .handle((done, exists) -> true)
                    .toCompletableFuture()
                    .join();
        }
    }

    private static Set<Integer> storedDocuments(MongoClient client) {
        Set<Integer> numbers = new HashSet<>();
        documents(client).find().forEach(document -> numbers.add(document.getInteger("number")));
        return numbers;
    }

    private void assertUniqueIndexStillHolds(MongoClient client) {
        MongoCollection<Document> documents = documents(client);
        for (Integer number : acknowledgedDocuments.stream().limit(200).toList()) {
            assertThatThrownBy(
                            () -> documents.insertOne(new Document("_id", "again" + number).append("number", number)))
                    .isInstanceOf(MongoWriteException.class)
                    .hasMessageContaining("E11000");
        }
    }

    private static Set<Integer> storedRecords(InfraProcess infra) {
        Set<Integer> numbers = new HashSet<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", infra.address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"),
                "key.deserializer", IntegerDeserializer.class,
                "value.deserializer", IntegerDeserializer.class);
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer = new KafkaConsumer<Integer, Integer>(settings)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(stored -> numbers.add(stored.value()));
            }
        }
        return numbers;
    }

    private static MongoCollection<Document> documents(MongoClient client) {
        return client.getDatabase("killed").getCollection("documents");
    }
}
