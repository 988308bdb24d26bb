package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.FormationPublished;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.playbacktoken.DownloadPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Who may watch a live, and what it leaves. */
class LiveRightsIT extends RunningService {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final String live = formation;
    /** Whose id can be no segment of a place. */
    private final String author = "author@" + formation;

    private final String stranger = "stranger-" + formation;
    private final Rel stream = LivePlace.stream(live);
    private final Rel recording = LivePlace.recording(author, live, Lessons.GENERATION);

    @Test
    void letsEverybodyWatchWhatIsListed() {
        changed(1, true, stream, recording);
        lessons.playable(stream);
        lessons.playable(recording);
        awaitPlayable(stream);
        awaitPlayable(recording);

        for (Rel rel : List.of(stream, recording)) {
            token(author, author, rel, "").expectStatus().isOk();
            token(stranger, stranger, rel, "").expectStatus().isOk();
            token("next-js", "visitor-" + live, rel, "", "service")
                    .expectStatus()
                    .isOk();
            problem(token(stranger, author, rel, "", "learner"), 403, "auth.forbidden");
        }
        problem(
                client.get()
                        .uri("/api/get-video-token/v2?user_id=x&platform=web&rel=" + stream)
                        .exchange(),
                401,
                "auth.unauthenticated");
    }

    @Test
    void leavesToItsAuthorAloneWhatIsNotListedAnyMore() {
        changed(1, true, stream, recording);
        lessons.playable(recording);
        awaitPlayable(recording);
        String before = tokenOf(stranger, recording);
        hls(recording, "output.m3u8", before).expectStatus().isOk();

        changed(2, false, recording);
        Awaitility.await().atMost(AT_ONCE).until(() -> status(hls(recording, "enc.key", before)) == 410);
        awaitStatus(403, () -> token(stranger, stranger, recording, ""));
        changed(1, true, stream, recording);
        changed(3, false, recording);

        // Each change that does not list it revokes what was issued before, to its author too.
        Awaitility.await()
                .atMost(AT_ONCE)
                .until(
                        () -> tokenOf(author, recording),
                        his -> status(hls(recording, "enc.key", his)) == 200
                                && status(hls(recording, "480p/segment_000.ts", his)) == 200);
        problem(token(stranger, stranger, recording, ""), 403, "auth.forbidden");
        problem(token(author, author, stream, ""), 404, "playback.lesson_unknown");
    }

    @Test
    void closesADeletedLiveForHoldersOfTokens() {
        changed(1, true, stream, recording);
        lessons.playable(stream);
        lessons.playable(recording);
        awaitPlayable(recording);
        awaitPlayable(stream);
        String ofStream = tokenOf(stranger, stream);
        String ofRecording = tokenOf(stranger, recording);
        assertThat(statuses(ofStream, ofRecording)).containsOnly(200);

        changed(2, false);
        Awaitility.await()
                .atMost(AT_ONCE)
                .until(() -> statuses(ofStream, ofRecording).allMatch(status -> status == 404));

        changed(1, true, stream, recording);
        lessons.publish(new LessonPlayable(stream, Lessons.GENERATION, 20, 60, null));
        problem(token(author, author, recording, ""), 404, "playback.lesson_unknown");
        problem(token("root", "root", stream, "", "admin"), 404, "playback.lesson_unknown");
        problem(get("/live/" + live + "/output.m3u8", ofStream), 404, "playback.lesson_unknown");
    }

    @Test
    void isUntouchedByACourseOfItsName() {
        changed(1, true, stream, recording);
        lessons.playable(stream);
        awaitPlayable(stream);

        Rel rel = new Rel("trainer", live, "m1", "l1");
        lessons.publish(new FormationPublished(live, 90, "trainer", true, List.of(rel), true));
        lessons.playable(rel);
        awaitPlayable(rel);

        token(stranger, stranger, stream, "").expectStatus().isOk();
        token("trainer", "trainer", rel, "").expectStatus().isOk();
        problem(token(stranger, stranger, rel, ""), 403, "auth.forbidden");
    }

    @Test
    void givesTheAuthorAloneWhatWasRecorded() {
        String name = "live-" + live + ".mkv";
        changed(1, true, stream, recording);
        lessons.publish(new RecordingAssembled(Lessons.GENERATION, 3, live, author, stored(recording, name)));
        awaitStatus(200, () -> download(author, name));
        problem(download(stranger, name), 404, "download.unknown");
        problem(token(author, author, recording, ""), 404, "playback.not_ready");

        lessons.playable(recording);
        awaitPlayable(recording);
        download(author, name).expectStatus().isOk();

        lessons.publish(new GenerationsRemoved(live, 4, List.of(new RemovedGeneration(recording, Lessons.GENERATION))));
        awaitStatus(404, () -> download(author, name));
    }

    @Test
    void givesTheAuthorTheFilmThatHeUploadedInstead() {
        Rel film = LivePlace.recording(author, live, "film");
        String name = "film-" + live + ".mp4";
        changed(2, true, stream, film);
        lessons.publish(new LiveMediaAccepted(live, 1, "stop1", author, List.of("film"), stored(film, name)));
        lessons.publish(new LiveMediaAccepted(live + "0", 1, "stop2", author, List.of(), null));

        awaitStatus(200, () -> download(author, name));
        problem(download(stranger, name), 404, "download.unknown");
    }

    @Test
    void keepsProgressInARecordingUntilItIsGone() {
        changed(1, true, stream, recording);
        lessons.playable(recording);
        awaitPlayable(recording);
        progress("{\"position\": 12.5, \"watched\": [[0, 12.5]]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.completion")
                .isEqualTo(20.8);

        changed(2, false);
        awaitStatus(404, () -> progress("{\"position\": 13}"));
    }

    private ClaimedUpload stored(Rel rel, String filename) {
        String key = "uploads/videos/" + filename;
        lessons.object(key, "film".getBytes(UTF_8));
        return new ClaimedUpload(rel.lessonId(), rel, filename, key, lessons.etag(key), 4, "matroska");
    }

    private void changed(long version, boolean listed, Rel... rels) {
        lessons.publish(new LiveChanged(live, version, author, listed, listed, List.of(rels)));
    }

    private String tokenOf(String user, Rel rel) {
        return String.valueOf(Objects.requireNonNull(token(user, user, rel, "")
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody())
                .get("token"));
    }

    private ResponseSpec download(String user, String filename) {
        String path = new DownloadPath(user, filename).encoded().replace("/api/download/", "/api/get-download-token/");
        return get(path, ISSUER.token(user));
    }

    private ResponseSpec progress(String body) {
        return client.put()
                .uri("/api/progress/" + recording)
                .header("Authorization", "Bearer " + ISSUER.token(stranger))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private Stream<Integer> statuses(String ofStream, String ofRecording) {
        String folder = "/live/" + live + "/";
        return Stream.concat(
                Stream.of("output.m3u8", "480p/index.m3u8?g=g1", "enc.key?g=g1", "480p/segment_000.ts?g=g1")
                        .map(file -> status(get(folder + file, ofStream))),
                Stream.of(
                        status(hls(recording, "output.m3u8", ofRecording)), status(hls(stream, "enc.key", ofStream))));
    }

    private static int status(ResponseSpec response) {
        return response.expectBody().returnResult().getStatus().value();
    }
}
