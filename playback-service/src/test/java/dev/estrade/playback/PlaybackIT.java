package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.Rel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriComponentsBuilder;

/** Tokens, and lessons for their holders; events and objects are made as the other services do. */
class PlaybackIT extends RunningService {

    @Test
    void issuesATokenToTheOwnerAsSoonAsHisEventsArrive() {
        Rel rel = lessons.published(formation, false);
        lessons.playable(rel);
        awaitPlayable(rel);

        token("trainer", "trainer", rel, "&platform=web&ttl=120")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .jsonPath("$.expires_in")
                .isEqualTo(120)
                .jsonPath("$.playlist_url")
                .isEqualTo("https://video.example/hls2/" + rel + "/output.m3u8")
                .jsonPath("$.token")
                .isNotEmpty();
    }

    @Test
    void issuesToTheEnrolledAndNobodyElse() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        awaitPlayable(rel);
        problem(token(learner, learner, rel, ""), 403, "auth.forbidden");

        lessons.enrolled(formation, learner);

        token(learner, learner, rel, "").expectStatus().isOk();
        token("next-js", learner, rel, "", "service").expectStatus().isOk();
        token("root", "root", rel, "", "admin").expectStatus().isOk();
        problem(token("next-js", "stranger", rel, "", "service"), 403, "auth.forbidden");
        problem(token("stranger", learner, rel, "", "learner"), 403, "auth.forbidden");
        problem(token("stranger", "trainer", rel, "", "trainer"), 403, "auth.forbidden");

        lessons.publish(new EnrolmentChanged(formation, learner, 2, false));
        lessons.publish(new EnrolmentChanged(formation, learner, 1, true));
        awaitStatus(403, () -> token(learner, learner, rel, ""));
    }

    @Test
    void keepsUnpublishedAndRemovedLessonsFromLearners() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        lessons.enrolled(formation, learner);
        awaitStatus(200, () -> token(learner, learner, rel, ""));

        lessons.publish(new FormationPublished(formation, 4, "trainer", false, List.of(rel), false));
        lessons.publish(new FormationPublished(formation, 3, "trainer", true, List.of(rel), false));
        awaitStatus(403, () -> token(learner, learner, rel, ""));

        lessons.publish(new FormationPublished(formation, 5, "trainer", true, List.of(), false));
        awaitStatus(404, () -> token("trainer", "trainer", rel, ""));
    }

    @Test
    void tellsUnknownConvertingAndFailedApart() {
        Rel rel = new Rel("trainer", formation, "m1", "l1");
        Instant asked = Instant.now();
        problem(token("trainer", "trainer", rel, ""), 404, "playback.lesson_unknown");
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));

        lessons.published(formation, true);
        problem(token("trainer", "trainer", rel, ""), 404, "playback.not_ready")
                .expectHeader()
                .exists("Retry-After");

        lessons.publish(new LessonFailed(rel, "g0", 3, "media.not_media", "x", "trainer"));
        awaitStatus(409, () -> token("trainer", "trainer", rel, ""));
    }

    @Test
    void namesFaultyParameters() {
        String access = ISSUER.token("trainer", "trainer");
        get("/api/get-video-token/v2", access)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("request.invalid")
                .jsonPath("$.errors[*].field")
                .isEqualTo(List.of("user_id", "rel", "platform"));
        problem(client.get().uri("/api/get-video-token/v2").exchange(), 401, "auth.unauthenticated");
    }

    @Test
    void limitsTokensPerNamedUser() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        awaitPlayable(rel);
        String user = "hasty-" + formation;
        ResponseSpec refused = IntStream.range(0, 100)
                .mapToObj(i -> token("root", user, rel, "", "admin"))
                .filter(response ->
                        response.expectBody().returnResult().getStatus().value() != 200)
                .findFirst()
                .orElseThrow();

        refused.expectStatus().isEqualTo(429).expectHeader().exists("Retry-After");
        token("root", "somebody-else" + formation, rel, "", "admin")
                .expectStatus()
                .isOk();
    }

    @Test
    void playsOnTheWebWithTheHeader() {
        Rel rel = lessons.published(formation, true);
        byte[] key = lessons.playable(rel);
        String token = awaitToken(rel, "web");

        hls(rel, "output.m3u8", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/vnd.apple.mpegurl")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .isEqualTo("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n480p/index.m3u8?g=g1\n");
        hls(rel, "480p/index.m3u8", token)
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("URI=\"../enc.key?g=g1\"", "segment_000.ts?g=g1"));
        hls(rel, "enc.key", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .expectHeader()
                .contentLength(16)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(byte[].class)
                .isEqualTo(key);
        hls(rel, "480p/segment_000.ts", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache, private");
        hls(rel, "480p/segment_000.ts?g=g1", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("video/mp2t")
                .expectHeader()
                .exists("ETag")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, private, immutable")
                .expectBody(byte[].class)
                .isEqualTo(Lessons.SEGMENT);
    }

    @Test
    void servesRangesAndConditions() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        String path = "/hls2/" + rel + "/480p/segment_000.ts";

        String etag = Objects.requireNonNull(get(path, token)
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag());
        segment(path, token, "Range", "bytes=11-12")
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes 11-12/" + Lessons.SEGMENT.length)
                .expectBody(String.class)
                .isEqualTo("of");
        segment(path, token, "If-None-Match", etag).expectStatus().isNotModified();
        problem(segment(path, token, "Range", "bytes=900-"), 416, "playback.range_not_satisfiable");
    }

    @Test
    void givesNativePlayersUrlsThatNeedNoHeader() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        awaitToken(rel, "mobile");
        String opening = playlistUrl(rel);

        String multivariant = follow(opening);
        String media = follow(lastLine(multivariant));
        String key = media.lines()
                .filter(line -> line.startsWith("#EXT-X-KEY"))
                .map(line -> line.replaceAll(".*URI=\"([^\"]*)\".*", "$1"))
                .findFirst()
                .orElseThrow();
        String segment = media.lines()
                .filter(line -> line.contains("segment_000.ts"))
                .findFirst()
                .orElseThrow();

        assertThat(follow(key)).hasSizeBetween(1, 16);
        assertThat(follow(segment)).isEqualTo(new String(Lessons.SEGMENT, StandardCharsets.UTF_8));
        String grant = UriComponentsBuilder.fromUriString(segment)
                .build()
                .getQueryParams()
                .getFirst("token");
        problem(
                client.get().uri("/hls2/" + rel + "/output.m3u8?token=" + grant).exchange(),
                403,
                "playback.token_invalid");
    }

    @Test
    void waitsForASegmentThatIsBeingEncoded() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        Thread encoder = new Thread(() -> {
            try {
                Thread.sleep(1_200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lessons.segment(rel, 1);
        });
        encoder.start();

        hls(rel, "480p/segment_001.ts", token).expectStatus().isOk();
        problem(hls(rel, "480p/segment_002.ts", token), 404, "playback.not_ready")
                .expectHeader()
                .valueEquals("Retry-After", "2");

        lessons.ready(rel);
        awaitText("resource.not_found", () -> hls(rel, "480p/segment_002.ts", token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"output.m3u8", "480p/index.m3u8", "480p/segment_000.ts", "enc.key"})
    void staysClosedWithoutTheGateway(String file) {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        Rel longer = new Rel(rel.trainerId(), rel.courseId(), rel.moduleId(), rel.lessonId() + "0");

        problem(client.get().uri("/hls2/" + rel + "/" + file).exchange(), 403, "playback.token_missing");
        problem(hls(rel, file, "x.y.z"), 403, "playback.token_invalid");
        problem(hls(longer, file, token), 403, "playback.token_invalid");
        problem(
                client.get()
                        .uri("/hls2/" + rel + "/" + file + "?token=" + token)
                        .exchange(),
                403,
                "playback.token_invalid");
        problem(hls(rel, file, ISSUER.token("trainer", "trainer")), 403, "playback.token_invalid");
    }

    @Test
    void playsOnKnownPagesOnly() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        String path = "/hls2/" + rel + "/enc.key";

        sent(path, token, "Origin", "https://video.example").expectStatus().isOk();
        problem(sent(path, token, "Origin", "https://evil.example"), 403, "playback.referrer_refused");
        problem(sent(path, token, "X-Nothing", "x"), 403, "playback.referrer_refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "other.txt", "480p/enc.key", "g1/480p/segment_000.ts", "%2e%2e/x", "480p/segment_000.ts%00"})
    void servesNothingElse(String file) {
        Rel rel = new Rel("trainer", formation, "m1", "l1");
        int status = client.get()
                .uri("/hls2/" + rel + "/" + file)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();

        assertThat(status).isIn(400, 404);
    }
}
