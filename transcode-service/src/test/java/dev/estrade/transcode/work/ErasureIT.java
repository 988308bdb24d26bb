package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.StoreLine;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import dev.estrade.transcode.work.Removal.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** Generations that nobody needs leave nothing in the store, whatever was under way. */
@NullMarked
class ErasureIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final StoreLine LINE = StoreLine.open();
    private static final ServiceUnderTest SERVICE = new ServiceUnderTest(
            "erasure",
            "ESTRADE_S3_ENDPOINT=" + LINE.endpoint(),
            "spring.kafka.consumer.auto-offset-reset=latest",
            "estrade.transcode.preset=veryslow",
            "estrade.transcode.encoders=1");
    private static final EventSender EVENTS = new EventSender();
    private static ConfigurableApplicationContext service = SERVICE.start();

    private final String id = UUID.randomUUID().toString();
    private final Rel rel = new Rel("trainer", "c1", "m1", "l-" + id);

    /** The jobs' work is done here, step by step, unless a test lets them go. */
    @BeforeAll
    static void holdJobsAndAwaitTopics() {
        jobs().forEach(RecurringJob::stop);
        Rel probe = new Rel("trainer", "c1", "m1", "probe");
        awaitHearing(
                probe,
                "p1",
                new LessonUploaded(1, "trainer", new ClaimedUpload("p1", probe, "f", "none", "e", 1, "mp4")));
        awaitHearing(probe, "p2", new GenerationsRemoved("c1", 1, List.of(new RemovedGeneration(probe, "p2"))));
    }

    @AfterAll
    static void close() {
        service.close();
        LINE.close();
        EVENTS.close();
        SERVICE.close();
    }

    @Test
    void takesKeyThenRenditionsThenTells() throws Exception {
        uploaded(rel, id);
        Transcode ready = await(lesson -> lesson.status() == Status.READY);
        assertThat(keys()).hasSize(1);
        assertThat(poster()).isEqualTo("mjpeg,360,360");
        Instant now = Instant.now().plusSeconds(1);

        removed();
        removed();
        await(lesson -> lesson.status() == Status.REMOVED);
        assertThat(task("GET", id)).isEqualTo(404);
        assertThat(task("POST", id + "/retry")).isEqualTo(404);
        int stored = objects().size();

        erasure().keys(now).block();
        assertThat(keys()).isEmpty();
        assertThat(objects()).hasSize(stored).contains(ready.lesson().poster());

        erasure().renditions(now).block();
        assertThat(objects()).isEmpty();
        assertThat(events()).filteredOn(GenerationErased.class::isInstance).hasSize(1);
        assertThat(events())
                .filteredOn(LessonPlayable.class::isInstance)
                .extracting(event -> ((LessonPlayable) event).poster())
                .containsExactly(ready.lesson().poster());
    }

    @Test
    void takesWhatComesLateAndForgetsAfterADay() throws Exception {
        removed();
        await(lesson -> lesson.status() == Status.REMOVED);
        Instant now = Instant.now().plusSeconds(1);
        erasure().keys(now).then(erasure().renditions(now)).block();

        write();
        erasure().renditions(now).block();
        assertThat(objects()).as("not due yet").hasSize(1);
        now = now.plusSeconds(7);
        erasure().renditions(now).block();
        assertThat(objects()).isEmpty();
        write();
        erasure().renditions(now.plus(Duration.ofHours(23))).block();
        assertThat(objects()).hasSize(1);
        erasure().renditions(now.plus(Duration.ofHours(25))).block();

        assertThat(objects()).isEmpty();
        assertThat(stored(rel, id)).isEmpty();
    }

    @Test
    void beginsNothingThatWasRemovedBefore() throws Exception {
        removed();
        await(lesson -> lesson.status() == Status.REMOVED);

        uploaded(rel, id);
        Rel after = new Rel("trainer", "c1", "m1", "after-" + id);
        uploaded(after, UUID.randomUUID().toString());
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> !objects("hls/" + after + "/").isEmpty());

        assertThat(await(lesson -> true).status()).isEqualTo(Status.REMOVED);
        assertThat(objects()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void endsTheEncoderAndLeavesNothingOfIt() throws Exception {
        uploaded(rel, id);
        await(lesson ->
                lesson.status() == Status.PLAYABLE && !lesson.queue().leases().isEmpty());
        jobs().forEach(RecurringJob::start);

        removed();
        await(lesson -> owes(lesson, Step.ROW));

        jobs().forEach(RecurringJob::stop);
        assertThat(objects()).isEmpty();
        assertThat(keys()).isEmpty();
        assertThat(events()).filteredOn(GenerationErased.class::isInstance).hasSize(1);
        assertThat(task("GET", id)).isEqualTo(404);
    }

    @Test
    void waitsForTheStore() throws Exception {
        write();
        LINE.cut();
        removed();
        await(lesson -> lesson.status() == Status.REMOVED);
        erasure().keys(Instant.now().plusSeconds(1)).block();
        assertThat(await(lesson -> true).state().removal()).satisfies(removal -> {
            assertThat(removal.next()).isEqualTo(Step.KEY);
            assertThat(removal.due()).isAfter(Instant.now().plusSeconds(2));
        });
        LINE.mend();
        Instant now = Instant.now().plusSeconds(10);
        erasure().keys(now).block();
        LINE.cut();
        erasure().renditions(now).block();
        LINE.mend();
        assertThat(objects()).hasSize(1);
        assertThat(events()).isEmpty();

        jobs().forEach(RecurringJob::start);
        await(lesson -> owes(lesson, Step.ROW));

        jobs().forEach(RecurringJob::stop);
        assertThat(objects()).isEmpty();
        assertThat(events()).hasSize(1);
    }

    private static void awaitHearing(Rel place, String generation, Event event) {
        Awaitility.await().atMost(LONG_ENOUGH).until(() -> {
            EVENTS.send(UUID.randomUUID().toString(), event);
            return stored(place, generation).isPresent();
        });
    }

    /** Removed or not. */
    private static Optional<Transcode> stored(Rel place, String generation) {
        return service.getBean(ReactiveMongoOperations.class)
                .findById(Lesson.unknown(place, generation).id(), Transcode.class)
                .blockOptional();
    }

    private static void uploaded(Rel place, String videoId) throws Exception {
        String key = "uploads/videos/" + videoId + ".mp4";
        byte[] film = Files.readAllBytes(Clips.shared().file(Clip.FAST_START));
        stores().media().put(key, "video/mp4", film).block();
        StoredObject stored = Objects.requireNonNull(stores().media().stat(key).block());
        EVENTS.send(
                UUID.randomUUID().toString(),
                new LessonUploaded(
                        1,
                        "trainer",
                        new ClaimedUpload(videoId, place, "f.mp4", key, stored.etag(), stored.size(), "mp4")));
    }

    private void removed() {
        GenerationsRemoved event = new GenerationsRemoved("c1", 7, List.of(new RemovedGeneration(rel, id)));
        EVENTS.send(UUID.randomUUID().toString(), event);
    }

    /** As a worker would that had not noticed. */
    private void write() {
        String key = "hls/" + rel + "/" + id + "/360p/segment_000.ts";
        stores().media().put(key, "video/mp2t", new byte[1]).block();
    }

    private Transcode await(Predicate<Transcode> wanted) {
        return Awaitility.await()
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stored(rel, id), found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    private static boolean owes(Transcode lesson, Step step) {
        Removal removal = lesson.state().removal();
        return removal != null && removal.next() == step;
    }

    private String poster() throws Exception {
        byte[] poster =
                stores().media().bytes("hls/" + rel + "/" + id + "/poster.jpg").block();
        Path file = Files.write(Files.createTempFile(Path.of("target"), "p", ".jpg"), Objects.requireNonNull(poster));
        return Clips.shared().probe(file, "stream=codec_name,width,height", "v");
    }

    private List<String> objects() {
        return objects("hls/" + rel + "/" + id + "/");
    }

    private static List<String> objects(String prefix) {
        return stores().media()
                .list(prefix)
                .map(StoredObject::key)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private List<StoredObject> keys() {
        return stores().keys().list(rel + "/").collectList().blockOptional().orElseThrow();
    }

    private List<Event> events() {
        return PublishedEvents.of(Topics.TRANSCODES, rel.toString(), Duration.ofSeconds(3)).stream()
                .map(PublishedEvents.Published::event)
                .toList();
    }

    private static int task(String method, String path) throws Exception {
        String port = service.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/tasks/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + SERVICE.token("trainer"))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .statusCode();
    }

    private static Erasure erasure() {
        return service.getBean(Erasure.class);
    }

    private static ObjectStores stores() {
        return service.getBean(ObjectStores.class);
    }

    private static List<RecurringJob> jobs() {
        return List.of(
                service.getBean("keyErasure", RecurringJob.class),
                service.getBean("renditionErasure", RecurringJob.class));
    }
}
