package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.test.Infra;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What is revoked ends within five seconds, for whoever plays it already; the rest goes on. */
class RevocationIT extends RunningService {
    private static final Duration IN_TIME = Duration.ofSeconds(5);
    private static final List<String> FILES =
            List.of("output.m3u8", "480p/index.m3u8?g=g1", "enc.key?g=g1", "480p/segment_000.ts?g=g1");

    @LocalManagementPort
    int managementPort;

    /** One user in one lesson: on the web, and in a native player, with what its playlists led it to. */
    private record Viewing(Rel rel, Map<?, ?> web, Map<?, ?> mobile, String grant) {
        String webToken() {
            return String.valueOf(web.get("token"));
        }
    }

    private enum By {
        LESSON,
        USER,
        SESSION
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void endsWhatItNamesAndNothingElse(By by) {
        Rel rel = lesson(formation, "trainer");
        Viewing ended = begun(rel, learner);
        Viewing untouched = switch (by) {
            case LESSON -> begun(lesson(formation + "0", "trainer"), learner);
            case USER -> begun(rel, learner + "0");
            case SESSION -> begun(rel, learner);
        };
        assertThat(statuses(ended)).containsOnly(200);

        bodies(by, ended, learner)
                .forEach(body -> revoke("root", body, "admin").expectStatus().isCreated());

        awaitRevoked(ended);
        problem(hls(rel, "enc.key", ended.webToken()), 410, "playback.revoked");
        assertThat(statuses(untouched)).containsOnly(200);
        assertThat(statuses(begun(rel, learner))).containsOnly(200);
        assertThat(statuses(ended)).containsOnly(410);
    }

    @Test
    void answersWithWhatIsVoidSinceWhenAndMayBeRepeated() {
        Rel rel = lesson(formation, "trainer");
        Viewing viewing = begun(rel, learner);
        Instant before = Instant.now();

        for (int time = 0; time < 2; time++) {
            revoke("trainer", "{\"rel\":\"" + rel + "\"}", "trainer")
                    .expectStatus()
                    .isCreated()
                    .expectBody()
                    .jsonPath("$.rel")
                    .isEqualTo(rel.toString())
                    .jsonPath("$.user_id")
                    .doesNotExist()
                    .jsonPath("$.revoked_at")
                    .value(
                            String.class,
                            at -> assertThat(Instant.parse(at)).isBetween(before.minusMillis(1), Instant.now()));
            awaitRevoked(viewing);
        }
    }

    @Test
    void letsATrainerRevokeWithinHisLessonsOnly() {
        Rel his = lesson(formation, "trainer");
        Rel others = lesson(formation + "-other", "colleague-" + formation);
        Viewing withHim = begun(his, learner);
        Viewing withAnother = begun(others, learner);
        String user = "{\"user_id\":\"" + learner + "\"}";
        String session = "{\"session_id\":\"" + withAnother.web().get("session_id") + "\"}";

        revoke("trainer", session, "trainer").expectStatus().isCreated();
        revoke("trainer", user, "trainer").expectStatus().isCreated();
        awaitRevoked(withHim);
        assertThat(statuses(withAnother)).containsOnly(200);
        problem(revoke("trainer", "{\"rel\":\"" + others + "\"}", "trainer"), 403, "auth.forbidden");
        assertThat(statuses(withAnother)).containsOnly(200);

        revoke("shop", user, "service").expectStatus().isCreated();
        awaitRevoked(withAnother);
    }

    @Test
    void refusesWhoMayNotAndWhatIsUnclear() {
        Rel unknown = new Rel("trainer", formation, "m1", "nothing");

        problem(revoke(learner, "{\"user_id\":\"" + learner + "\"}", "learner"), 403, "auth.forbidden");
        problem(revoke("trainer", "{\"rel\":\"" + unknown + "\"}", "trainer"), 404, "playback.lesson_unknown");
        revoke("trainer", "{}", "trainer")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].field")
                .isEqualTo(List.of("rel", "user_id", "session_id"));
        problem(revoke("root", "{\"rel\":\"a/b\"}", "admin"), 400, "request.invalid");
        problem(
                client.post()
                        .uri("/api/revocations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange(),
                401,
                "auth.unauthenticated");
    }

    @Test
    void endsWhatALearnerPlaysWhenHisEnrolmentEnds() {
        Rel rel = lesson(formation, "trainer");
        Viewing elsewhere = begun(lesson(formation + "-other", "trainer"), learner);
        lessons.enrolled(formation, learner);
        awaitStatus(200, () -> token(learner, learner, rel, ""));
        Viewing viewing = begun(rel, learner);
        Viewing classmate = begun(rel, learner + "0");

        lessons.publish(new EnrolmentChanged(formation, learner, 2, false));
        awaitRevoked(viewing);
        assertThat(statuses(elsewhere)).containsOnly(200);
        assertThat(statuses(classmate)).containsOnly(200);

        lessons.publish(new EnrolmentChanged(formation, learner, 3, true));
        awaitStatus(200, () -> token(learner, learner, rel, ""));
        assertThat(statuses(begun(rel, learner))).containsOnly(200);
    }

    @Test
    void isReadyWhenItKnowsWhatWasRevoked() {
        client.get()
                .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsRevocationsLongerThanAnyRightLives() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.REVOCATIONS);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Infra.running().address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS")))) {
            String kept = admin.describeConfigs(List.of(topic))
                    .values()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .get("retention.ms")
                    .value();

            assertThat(Duration.ofMillis(Long.parseLong(kept))).isEqualTo(Duration.ofHours(72));
        }
    }

    private Rel lesson(String course, String owner) {
        Rel rel = new Rel(owner, course, "m1", "l1");
        lessons.publish(new FormationPublished(course, 2, owner, true, List.of(rel), false));
        lessons.playable(rel);
        awaitPlayable(rel);
        return rel;
    }

    private Viewing begun(Rel rel, String user) {
        Map<?, ?> mobile = issued(rel, user, "mobile");
        String grant = target(lastLine(follow(String.valueOf(mobile.get("playlist_url")))));
        return new Viewing(rel, issued(rel, user, "web"), mobile, grant);
    }

    private Map<?, ?> issued(Rel rel, String user, String platform) {
        return Objects.requireNonNull(token("root", user, rel, "&platform=" + platform, "admin")
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private static Stream<String> bodies(By by, Viewing viewing, String user) {
        return switch (by) {
            case LESSON -> Stream.of("{\"rel\":\"" + viewing.rel() + "\"}");
            case USER -> Stream.of("{\"user_id\":\"" + user + "\"}");
            case SESSION ->
                Stream.of(viewing.web(), viewing.mobile())
                        .map(issued -> "{\"session_id\":\"" + issued.get("session_id") + "\"}");
        };
    }

    private ResponseSpec revoke(String caller, String body, String role) {
        return client.post()
                .uri("/api/revocations")
                .header("Authorization", "Bearer " + ISSUER.token(caller, role))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private void awaitRevoked(Viewing viewing) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(IN_TIME)
                .until(() -> statuses(viewing).allMatch(status -> status == 410));
    }

    /** Of everything that can be asked for, with the web token, the native player's and its grants. */
    private Stream<Integer> statuses(Viewing viewing) {
        Stream<ResponseSpec> onTheWeb = FILES.stream().map(file -> hls(viewing.rel(), file, viewing.webToken()));
        Stream<ResponseSpec> natively = Stream.concat(
                        Stream.of(target(String.valueOf(viewing.mobile().get("playlist_url")))),
                        Stream.of("480p/index.m3u8", "enc.key", "480p/segment_000.ts")
                                .map(file -> viewing.grant().replace("480p/index.m3u8", file)))
                .map(path -> client.get().uri(path).exchange());
        return Stream.concat(onTheWeb, natively)
                .map(answer -> answer.expectBody().returnResult().getStatus().value());
    }
}
