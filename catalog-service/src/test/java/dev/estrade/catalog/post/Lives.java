package dev.estrade.catalog.post;

import static org.awaitility.Awaitility.await;

import dev.estrade.catalog.Replica;
import dev.estrade.catalog.Replica.Answer;
import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An author's lives at a replica, and the other services, which say what a test has them say. */
final class Lives {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Replica at;
    private final EventSender sender;
    final String author = "auth0|" + UUID.randomUUID();

    Lives(Replica at, EventSender sender) {
        this.at = at;
        this.sender = sender;
    }

    String started(String content) {
        Answer answer = at.call("POST", "/api/posts/live/", "{\"content\": \"" + content + "\"}", author, "trainer");
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
        return answer.json().path("live_id").asString();
    }

    JsonNode shown(String id) {
        return at.get("/api/posts/" + id, "somebody").json();
    }

    String status(String id) {
        return shown(id).path("live_status").asString();
    }

    Answer stop(String id, String body) {
        return at.call("PUT", "/api/posts/live/" + id + "/stop/", body, author, "trainer");
    }

    /** Stopped meanwhile. */
    CompletableFuture<Answer> stopping(String id, String body) {
        return CompletableFuture.supplyAsync(() -> stop(id, body));
    }

    Answer delete(String id, String query) {
        return at.call("DELETE", "/api/posts/" + id + query, "", author, "trainer");
    }

    Post post(String id) {
        return at.bean(Posts.class).find(id).blockOptional().orElseThrow();
    }

    String awaitAsked(String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> String.valueOf(post(id).openStop()), asked -> !asked.equals("null"));
    }

    /** Over, with these recordings. */
    Answer stopped(String id, String... recordings) {
        CompletableFuture<Answer> stopping = stopping(id, "");
        accept(id, awaitAsked(id), null, recordings);
        return stopping.join();
    }

    void accept(String id, String stopId, @Nullable ClaimedUpload upload, String... recordings) {
        tell(new LiveMediaAccepted(id, 0, stopId, author, List.of(recordings), upload));
    }

    void refuse(String id, String stopId, String code) {
        tell(new LiveMediaRefused(id, 0, stopId, code, "It cannot be used."));
    }

    void recordingStarted(String id, String recording) {
        tell(new RecordingStarted(recording, 1, id, author, "video/webm"));
    }

    void recordingEnded(String id, String recording, int chunks, boolean last) {
        tell(new RecordingEnded(recording, 4, id, author, chunks, chunks, chunks * 10L, last));
    }

    void assembled(String id, String recording, long size) {
        ClaimedUpload original =
                new ClaimedUpload(recording, rel(id, recording), "live.mkv", "originals/x", "e", size, "matroska");
        tell(new RecordingAssembled(recording, 1, id, author, original));
    }

    void ready(String id, String recording) {
        tell(new LessonReady(rel(id, recording), recording, 9, 90.5, List.of(), author, null));
    }

    void failed(String id, String recording) {
        tell(new LessonFailed(rel(id, recording), recording, 9, "media.not_media", "No film.", author));
    }

    void tell(Event event) {
        sender.send(UUID.randomUUID().toString(), event);
    }

    Rel rel(String id, String recording) {
        return LivePlace.recording(author, id, recording);
    }

    void awaitShown(String id, Predicate<JsonNode> claim) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> claim.test(shown(id)));
    }

    void awaitStatus(String id, String status) {
        awaitShown(id, post -> post.path("live_status").asString().equals(status));
    }

    static List<Event> told(String id) {
        return PublishedEvents.of(Topics.CATALOG, id, Duration.ofSeconds(2)).stream()
                .map(Published::event)
                .toList();
    }

    static String recording() {
        return UUID.randomUUID().toString();
    }
}
