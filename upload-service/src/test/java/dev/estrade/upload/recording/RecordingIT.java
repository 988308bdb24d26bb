package dev.estrade.upload.recording;

import static dev.estrade.upload.RunningService.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.recording.Life.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Recordings on a real store: chunks in any order, ends of every kind. */
class RecordingIT extends RecordingCase {

    @Test
    void countsWhatArrivedInWhateverOrder() {
        Started recording = record();
        assertThat(recording.answer.json().path("lease_s").asInt()).isEqualTo(6);
        assertThat(recording.urls).hasSize(32);
        recording.put(2, 300);
        recording.put(0, 100);
        recording.put(1, 50);
        recording.put(1, 200);
        recording.put(4, 500);

        String stop = stop(null, true);
        recording.put(5, 600);
        send(new LiveStopped(live, 3, stop, author, null, true));

        RecordingEnded ended = ended(recording.id);
        assertThat(ended.chunks()).isEqualTo(5);
        assertThat(ended.length()).as("3 is lost").isEqualTo(6);
        assertThat(ended.bytes()).isEqualTo(1700);
        assertThat(ended.last()).isTrue();
        assertThat(ended.ownerId()).isEqualTo(author);
        assertThat(of(recording.id))
                .filteredOn(RecordingStarted.class::isInstance)
                .singleElement()
                .isEqualTo(new RecordingStarted(recording.id, 1, live, author, "video/webm;codecs=vp8,opus"));
        assertThat(answers())
                .singleElement()
                .isEqualTo(new LiveMediaAccepted(live, 0, stop, author, List.of(recording.id), null));
        sign(recording.id, 32).expect(409, "recording.ended");
    }

    @Test
    void livesWhileChunksArriveAndEndsByItsLease() {
        Started recording = record();
        for (int seq = 0; seq < 7; seq++) {
            recording.put(seq, 10);
            pause(1000);
        }
        assertThat(state(recording.id)).as("a lease and more, without a call").isEqualTo(State.OPEN);

        Instant tabDied = Instant.now();
        RecordingEnded ended = ended(recording.id);

        assertThat(Duration.between(tabDied, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
        assertThat(ended.chunks()).isEqualTo(7);
        assertThat(ended.last()).isTrue();
        assertThat(answers()).as("nobody stopped it").isEmpty();
    }

    @Test
    void saysWhichRecordingIsTheLastOfItsLive() {
        Started dead = record();
        dead.put(0, 10);
        Started alive = record();
        await().atMost(PATIENCE).until(() -> {
            alive.put(0, 10);
            return state(dead.id) == State.ENDED;
        });

        assertThat(ended(dead.id).last()).isFalse();
        assertThat(ended(alive.id).last()).isTrue();
    }

    @Test
    void signsMoreAndRenewsTheLease() {
        Started recording = record();
        for (int i = 0; i < 6; i++) {
            pause(1300);
            sign(recording.id, 32).expect(200);
        }
        assertThat(state(recording.id)).isEqualTo(State.OPEN);

        JsonNode chunks = sign(recording.id, 32).json().path("chunks");
        assertThat(chunks.size()).isEqualTo(32);
        assertThat(chunks.at("/31/seq").asInt()).isEqualTo(63);
        put(chunks.at("/31/url").asString(), new byte[7], "video/webm");
        assertThat(service.media()
                        .stat(RecordingStarted.chunkKey(recording.id, 63))
                        .blockOptional()
                        .map(StoredObject::size))
                .hasValue(7L);
        assertThat(sign(recording.id, 99_990).json().path("chunks").size()).isEqualTo(10);
        sign(recording.id, 100_000).expect(400, "request.invalid");
        sign(recording.id, -1).expect(400, "request.invalid");
        service.as("stranger")
                .post(path() + "/" + recording.id + "/chunks", Map.of("from", 1))
                .expect(403, "auth.forbidden");
        service.as(author)
                .post("/api/posts/live/other/recording/" + recording.id + "/chunks", Map.of("from", 1))
                .expect(404, "recording.unknown");
        service.as("next-js", "service")
                .post(path() + "/" + recording.id + "/chunks/", Map.of("from", 1, "user_id", author))
                .expect(200);
    }

    @Test
    void refusesWhoMayNotRecord() {
        start(author, "video/webm").expect(404, "recording.live_unknown");
        changed(true);
        start("stranger", "video/webm").expect(403, "auth.forbidden");
        service.as("stranger")
                .post(path(), Map.of("mime_type", "video/webm", "user_id", author))
                .expect(403, "auth.forbidden");
        service.as("next-js", "service")
                .post(path() + "/", Map.of("mime_type", "video/webm", "user_id", author))
                .expect(201);
        changed(false);
        await().atMost(PATIENCE).untilAsserted(() -> start(author, "video/webm").expect(409, "recording.live_closed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "video/webm|201",
                "video/webm;codecs=\"vp9,opus\"|201",
                "video/x-matroska;codecs=avc1|201",
                "audio/webm; codecs=opus|201",
                "video/mp4|422",
                "text/html|422",
                "video/webm;codecs=<script>|422"
            })
    void recordsWebmAndMatroskaOnly(String type, int status) {
        changed(true);
        Answer answer = awaitKnown(type);
        if (status == 201) {
            answer.expect(201);
        } else {
            answer.expect(422, "recording.unsupported_type");
        }
    }

    @Test
    void limitsTheRecordingsOfAnOwner() {
        record();
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(author, "video/webm")))
                .toList();
        List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSizeLessThanOrEqualTo(4);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .isNotEmpty()
                .allSatisfy(answer -> answer.expect(429, "recording.limit_reached"))
                .allMatch(Answer::retryLater);
        assertThat(bean().countOpen(author).block()).isLessThanOrEqualTo(5);
    }

    /** What a process left that was killed there. */
    @ParameterizedTest
    @ValueSource(strings = {"PREPARED", "OPEN", "ENDING", "COUNTED"})
    void goesOnWhereACrashLeftIt(State left) {
        String id = UUID.randomUUID().toString();
        service.media()
                .put(RecordingStarted.chunkKey(id, 0), "video/webm", new byte[5])
                .block();
        Instant longAgo = Instant.now().minusSeconds(60);
        Arrived seen = new Arrived(1, 1, 5, longAgo);
        Life life = new Life(left, longAgo, longAgo, longAgo, left == State.ENDING ? longAgo : null, seen, longAgo);
        bean().add(Recording.of(id, new Live(live, 1, author, true, null), "video/webm", life))
                .block();

        if (left == State.PREPARED) {
            await().atMost(PATIENCE).until(() -> bean().find(id).blockOptional().isEmpty());
            assertThat(of(id)).isEmpty();
            service.media().delete(RecordingStarted.chunkKey(id, 0)).block();
        } else {
            RecordingEnded ended = ended(id);
            assertThat(ended.chunks()).isEqualTo(1);
            assertThat(ended.last()).isTrue();
        }
    }
}
