package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ProgressIT extends RunningService {
    @Autowired
    ReactiveMongoOperations mongo;

    @Test
    void resumesWhereTheUserWas() {
        Rel rel = open();
        json(
                        progress(rel, learner),
                        "{position: 0.0, watched: [], watched_seconds: 0.0, duration: 60.0,"
                                + " completion: 0.0, updated_at: null, rel: '" + rel + "'}")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");

        put(rel, learner, "{position: 12.5, watched: [[0, 12.5]]}")
                .expectStatus()
                .isOk();
        put(rel, learner, "{position: 50, watched: [[30, 40], [12.8, 20]]}")
                .expectStatus()
                .isOk();
        json(put(rel, learner, "{position: 41.0004, watched: [[39, 41], [10, 15]]}"), watched(41))
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");
        json(put(rel, learner, "{position: 3}"), watched(3));

        json(progress(rel, learner), watched(3));
        progress(rel, learner).expectBody().jsonPath("$.updated_at").isNotEmpty();
        json(progress(rel, "trainer"), "{position: 0.0, watched: []}");
    }

    @Test
    void isForThoseWhoMayWatch() {
        Rel rel = open();
        String body = "{position: 7}";
        put(rel, learner, body).expectStatus().isOk();
        put(rel, "trainer", body).expectStatus().isOk();
        put(rel, "root", body, "admin").expectStatus().isOk();
        problem(put(rel, "stranger", body, "trainer"), 403, "auth.forbidden");
        problem(progress(rel, "stranger"), 403, "auth.forbidden");
        problem(progress(rel, "next-js", "service"), 403, "auth.forbidden");
        problem(client.get().uri("/api/progress/" + rel).exchange(), 401, "auth.unauthenticated");

        lessons.publish(new EnrolmentChanged(formation, learner, 2, false));
        awaitStatus(403, () -> progress(rel, learner));
        lessons.publish(new EnrolmentChanged(formation, learner, 3, true));
        awaitStatus(200, () -> progress(rel, learner));
        json(progress(rel, learner), "{position: 7.0}");
    }

    @Test
    void isWrittenForAUserByThoseWhoActForHim() {
        Rel rel = open();
        String path = "/api/progress/" + rel + "?user_id=" + learner;
        put(path, ISSUER.token("next-js", "service"), "{position: 8}")
                .expectStatus()
                .isOk();
        json(progress(rel, learner), "{position: 8.0}");
        json(get(path, ISSUER.token("next-js", "service")), "{position: 8.0}");
        json(get(path, ISSUER.token("root", "admin")), "{position: 8.0}");
        json(progress(rel, "root", "admin"), "{position: 0.0}");
        problem(get(path, ISSUER.token("trainer", "trainer")), 403, "auth.forbidden");
        problem(put(path, ISSUER.token("trainer", "trainer"), "{position: 9}"), 403, "auth.forbidden");
        problem(
                get("/api/progress/" + rel + "?user_id=stranger", ISSUER.token("next-js", "service")),
                403,
                "auth.forbidden");
    }

    @Test
    void namesFaultyFields() {
        Rel rel = open();
        problem(put(rel, learner, "{watched: [[0, 1], [2, 1], [0, -1]]}"), 400, "request.invalid");
        json(
                put(rel, learner, "{watched: [[0, 1], [2, 1], [0, -1]]}"),
                "{errors: [{field: 'position', code: 'field.required'}, {field: 'watched[1]'},"
                        + " {field: 'watched[2][1]', code: 'field.invalid'}]}");
        problem(put(rel, learner, "[]"), 400, "request.malformed");
        problem(put(rel, learner, "{position: NaN}"), 400, "request.malformed");
        json(progress(rel, learner), "{position: 0.0, updated_at: null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t/c/m", "t/c/m/l/x", "t/c//l", "t/c/m/l.", "t/c/m/l//"})
    void knowsLessonsOnly(String rel) {
        problem(get("/api/progress/" + rel, ISSUER.token("root", "admin")), 404, "playback.lesson_unknown");
        problem(
                put("/api/progress/" + rel, ISSUER.token("root", "admin"), "{position: 1}"),
                404,
                "playback.lesson_unknown");
    }

    @Test
    void takesASlashAtTheEnd() {
        Rel rel = open();
        put("/api/progress/" + rel + "/", ISSUER.token(learner), "{position: 4}")
                .expectStatus()
                .isOk();
        json(get("/api/progress/" + rel + "/", ISSUER.token(learner)), "{position: 4.0}");
    }

    @Test
    void losesNothingOfDevicesThatWriteAtOnce() {
        Rel rel = open();
        List<Integer> statuses = IntStream.range(0, 6).boxed().toList().parallelStream()
                .map(i -> status(
                        put(rel, learner, "{position: " + i + ", watched: [[" + i * 10 + ", " + (i * 10 + 5) + "]]}")))
                .toList();

        assertThat(statuses).hasSize(6).containsOnly(200);
        json(progress(rel, learner), "{watched_seconds: 30.0, completion: 50.0}");
    }

    @Test
    void waitsForTheDurationAndFollowsTheNewestVideo() {
        Rel rel = lessons.published(formation, true);
        json(
                put(rel, "trainer", "{position: 50, watched: [[0, 20], [40, 50]]}"),
                "{position: 50.0, watched: [[0.0, 20.0], [40.0, 50.0]], duration: null, completion: 0.0}");

        lessons.playable(rel);
        awaitPlayable(rel);
        json(progress(rel, "trainer"), "{duration: 60.0, completion: 50.0}");

        uploaded(rel, "g2");
        lessons.publish(new LessonPlayable(rel, "g2", 4, 45, null));
        lessons.publish(new GenerationsRemoved(formation, 5, List.of(new RemovedGeneration(rel, "g1"))));
        awaitText("\"duration\":45.0", () -> progress(rel, "trainer"));
        json(
                progress(rel, "trainer"),
                "{position: 45.0, watched: [[0.0, 20.0], [40.0, 45.0]], watched_seconds: 25.0, completion: 55.5}");
    }

    @Test
    void forgetsALessonThatItsFormationHasNoMore() {
        Rel kept = new Rel("trainer", formation, "m1", "l10");
        Rel rel = open();
        lessons.publish(new FormationPublished(formation, 3, "trainer", true, List.of(rel, kept), false));
        put(rel, learner, "{position: 5}").expectStatus().isOk();
        awaitStatus(200, () -> put(kept, learner, "{position: 6}"));
        assertThat(kept(rel)).isEqualTo(1);

        lessons.publish(new FormationPublished(formation, 4, "trainer", true, List.of(kept), false));

        awaitNothingOf(rel);
        json(progress(kept, learner), "{position: 6.0}");
    }

    @Test
    void forgetsWithADeletedFormationAlsoWhatIsWrittenAtThatMoment() {
        Rel rel = open();
        put(rel, learner, "{position: 5}").expectStatus().isOk();
        IntStream.range(0, 40).boxed().toList().parallelStream().forEach(i -> {
            if (i == 10) {
                lessons.publish(new FormationDeleted(formation, 8, "trainer"));
            }
            String path = "/api/progress/" + rel + "?user_id=viewer" + i;
            assertThat(status(put(path, ISSUER.token("root", "admin"), "{position: 1}")))
                    .isIn(200, 404);
        });

        awaitStatus(404, () -> progress(rel, "root", "admin"));
        awaitNothingOf(rel);
    }

    private Rel open() {
        Rel rel = lessons.published(formation, true);
        lessons.enrolled(formation, learner);
        lessons.playable(rel);
        awaitPlayable(rel);
        awaitStatus(200, () -> progress(rel, learner));
        return rel;
    }

    private void uploaded(Rel rel, String videoId) {
        lessons.publish(new LessonUploaded(
                1, "trainer", new ClaimedUpload(videoId, rel, "f.mp4", "uploads/videos/" + videoId, "e", 1, "mp4")));
    }

    /** What was watched of 60 s after the first test's requests. */
    private static String watched(int position) {
        return "{position: " + position + ".0, watched: [[0.0, 20.0], [30.0, 41.0]], watched_seconds: 31.0,"
                + " completion: 51.6}";
    }

    private ResponseSpec progress(Rel rel, String caller, String... roles) {
        return get("/api/progress/" + rel, ISSUER.token(caller, roles));
    }

    private ResponseSpec put(Rel rel, String caller, String body, String... roles) {
        return put("/api/progress/" + rel, ISSUER.token(caller, roles), body);
    }

    private ResponseSpec put(String path, String token, String body) {
        return client.put()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.replaceAll("(position|watched)", "\"$1\""))
                .exchange();
    }

    /** @param members some of the answer's, leniently written */
    private static ResponseSpec json(ResponseSpec response, String members) {
        response.expectBody().json(members);
        return response;
    }

    private static int status(ResponseSpec response) {
        return response.expectBody().returnResult().getStatus().value();
    }

    private long kept(Rel rel) {
        Criteria ofLesson = Criteria.where("_id").gt(rel + ":").lt(rel + ";");
        return Objects.requireNonNull(
                mongo.count(Query.query(ofLesson), "progress").block());
    }

    private void awaitNothingOf(Rel rel) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> kept(rel) == 0);
    }
}
