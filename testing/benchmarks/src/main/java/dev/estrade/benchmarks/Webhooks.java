package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.estrade.support.webhook.WebhookSecret;
import dev.estrade.support.webhook.WebhookSignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;

/** Signed webhooks that are accepted, a second, against bare durable inserts into the same database, in turns. */
final class Webhooks {
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 3;
    private static final String DATABASE = "estrade_benchmark";

    private final RunningStack stack = new RunningStack("service");
    private final List<WebhookSecret> secrets;
    private final ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);

    private Webhooks() throws Exception {
        String current =
                StackSecrets.read().getProperty("ESTRADE_WEBHOOK_SECRETS").split(",", 2)[0];
        this.secrets = List.of(WebhookSecret.of(current));
    }

    /** One call of one connection. */
    private interface Call {
        void make(int connection) throws Exception;
    }

    /** @param seconds of each round */
    static void run(int seconds) throws Exception {
        Webhooks webhooks = new Webhooks();
        try (MongoClient database = MongoClients.create(webhooks.stack.mongodb())) {
            webhooks.measure(database, seconds);
        } finally {
            webhooks.connections.shutdownNow();
        }
    }

    private void measure(MongoClient database, int seconds) throws Exception {
        MongoCollection<Document> rows = database.getDatabase(DATABASE)
                .getCollection("rows")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        List<String> jobs = jobs();
        URI own = URI.create("http://localhost:" + stack.port("generation-service") + "/api/webhooks/image-completion");
        perSecond(seconds, connection -> accept(own, jobs.get(connection)));
        double inserts = 0;
        double accepted = 0;
        double relayed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            inserts += perSecond(seconds, connection -> rows.insertOne(row()));
            accepted += perSecond(seconds, connection -> accept(own, jobs.get(connection)));
            relayed += perSecond(
                    seconds,
                    connection -> accept(stack.address("/api/webhooks/image-completion"), jobs.get(connection)));
        }
        database.getDatabase(DATABASE).drop();
        for (String job : jobs) {
            stack.delete("/api/images/" + job + "?user_id=" + user(jobs.indexOf(job)));
        }
        System.out.printf(
                "webhooks: accepted %.0f/s ÷ inserts %.0f/s = %.2f; through the gateway %.2f%n",
                accepted / ROUNDS, inserts / ROUNDS, accepted / inserts, relayed / inserts);
    }

    /** One per connection and user: what is measured is the way of a webhook, and not two on one job. */
    private List<String> jobs() throws Exception {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Map<String, ?> wanted = Map.of("prompt", "a benchmark", "user_id", user(i));
            jobs.add(stack.post("/api/images/generate", wanted).path("job_id").asString());
        }
        return jobs;
    }

    private static String user(int i) {
        return "benchmark-" + i;
    }

    private void accept(URI to, String job) throws Exception {
        byte[] body = ("{\"job_id\": \"" + job + "\", \"status\": \"processing\", \"progress\": 50}").getBytes(UTF_8);
        String id = "msg_" + UUID.randomUUID();
        Instant now = Instant.now();
        stack.send(HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", WebhookSignature.of(secrets, id, now, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** As large as a job. */
    private static Document row() {
        return new Document("_id", UUID.randomUUID().toString()).append("text", "x".repeat(600));
    }

    private double perSecond(int seconds, Call call) throws Exception {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int connection = i;
            all.add(() -> {
                int made = 0;
                for (; System.nanoTime() < end; made++) {
                    call.make(connection);
                }
                return made;
            });
        }
        long made = 0;
        for (Future<Integer> one : connections.invokeAll(all)) {
            made += one.get();
        }
        return made / ((System.nanoTime() - begin) / 1e9);
    }
}
