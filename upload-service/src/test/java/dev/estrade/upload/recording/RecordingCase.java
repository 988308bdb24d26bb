package dev.estrade.upload.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.Event;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.events.Topics;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.recording.Life.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** An author whose lives are recorded, at a service on real servers with a short lease. */
abstract class RecordingCase {
    private static final EventSender EVENTS = new EventSender();
    static final Duration PATIENCE = Duration.ofSeconds(40);
    static RunningService service;

    final String author = "auth0|" + UUID.randomUUID();
    final String live = UUID.randomUUID().toString();
    int version;

    @BeforeAll
    static void start() {
        service = RunningService.start("ESTRADE_RECORDING_LEASE=6s", "ESTRADE_UPLOAD_SWEEP_EVERY=1h");
        // The bucket is shared by the tests of this JVM, the database is not.
        service.media()
                .list("recordings/")
                .flatMap(left -> service.media().delete(left.key()))
                .blockLast();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** One recording of this test's live, and its URLs. */
    static final class Started {
        final String id;
        final Answer answer;
        final Map<Integer, String> urls = new HashMap<>();

        Started(Answer answer) {
            this.answer = answer;
            this.id = answer.text("recording_id");
            answer.json()
                    .path("chunks")
                    .forEach(chunk -> urls.put(
                            chunk.path("seq").asInt(), chunk.path("url").asString()));
        }

        /** That no row knows of. */
        Started(String id) {
            this.id = id;
            this.answer = new Answer(0, "{}", false);
        }

        void put(int seq, int bytes) {
            assertThat(RunningService.put(String.valueOf(urls.get(seq)), new byte[bytes], "video/webm")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    Started record() {
        changed(true);
        return new Started(awaitKnown("video/webm;codecs=vp8,opus").expect(201));
    }

    /** One chunk, ended and told. */
    Started recorded() {
        Started recording = record();
        recording.put(0, 10);
        stop(null, true);
        await().atMost(PATIENCE).until(() -> state(recording.id) == State.ENDED);
        return recording;
    }

    Answer awaitKnown(String type) {
        return await().atMost(PATIENCE).until(() -> start(author, type), answer -> answer.status() != 404);
    }

    Answer start(String user, String type) {
        return service.as(user).post(path(), Map.of("mime_type", type));
    }

    Answer sign(String recordingId, int from) {
        return service.as(author).post(path() + "/" + recordingId + "/chunks", Map.of("from", from));
    }

    String path() {
        return "/api/posts/live/" + live + "/recording";
    }

    void changed(boolean open) {
        send(new LiveChanged(live, ++version, author, open, true, List.of(LivePlace.stream(live))));
    }

    String stop(@Nullable String uploadId, boolean mediaExpected) {
        String stopId = UUID.randomUUID().toString();
        send(new LiveStopped(live, 2, stopId, author, uploadId, mediaExpected));
        return stopId;
    }

    static void send(Event event) {
        EVENTS.send(UUID.randomUUID().toString(), event);
    }

    LiveMediaAccepted accepted(String stopId) {
        return (LiveMediaAccepted) answer(stopId);
    }

    String refused(String stopId) {
        return ((LiveMediaRefused) answer(stopId)).code();
    }

    Event answer(String stopId) {
        await().atMost(PATIENCE).until(() -> decided(stopId));
        return answers().stream()
                .filter(event -> event instanceof LiveMediaAccepted a
                                && a.stopId().equals(stopId)
                        || event instanceof LiveMediaRefused r && r.stopId().equals(stopId))
                .findFirst()
                .orElseThrow();
    }

    static boolean decided(String stopId) {
        return service.bean(ReactiveMongoOperations.class)
                .findById(stopId, LiveStop.class)
                .filter(stop -> stop.pending().isEmpty())
                .blockOptional()
                .isPresent();
    }

    List<Event> answers() {
        return of(live);
    }

    static List<Event> of(String key) {
        return PublishedEvents.of(Topics.UPLOADS, key, Duration.ofSeconds(1)).stream()
                .map(Published::event)
                .toList();
    }

    static RecordingEnded ended(String id) {
        await().atMost(PATIENCE)
                .until(() -> bean().find(id)
                        .filter(found ->
                                found.state() == State.ENDED && found.pending().isEmpty())
                        .blockOptional()
                        .isPresent());
        List<RecordingEnded> told = of(id).stream()
                .filter(RecordingEnded.class::isInstance)
                .map(RecordingEnded.class::cast)
                .toList();
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    static State state(String id) {
        return bean().find(id).blockOptional().orElseThrow().state();
    }

    static Recordings bean() {
        return service.bean(Recordings.class);
    }

    static List<String> keys(String id) {
        return service.media()
                .list(RecordingStarted.folder(id))
                .map(StoredObject::key)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    static void awaitGone(String id) {
        await().atMost(PATIENCE).until(() -> keys(id).isEmpty());
    }

    /** For what must not happen meanwhile, or must go on. */
    static void pause(int millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 5000L))
                .until(() -> true);
    }
}
