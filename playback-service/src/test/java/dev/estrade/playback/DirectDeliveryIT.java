package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

/** Bytes that come from the store itself: this service says where. */
@TestPropertySource(properties = "ESTRADE_DELIVERY=direct")
class DirectDeliveryIT extends RunningService {
    private static final Pattern EXPIRES = Pattern.compile("X-Amz-Expires=(\\d+)");

    private final WebTestClient store =
            WebTestClient.bindToServer().responseTimeout(Duration.ofSeconds(20)).build();

    @Test
    void saysWhereASegmentIs() {
        Rel rel = playable();
        String path = "/hls2/" + rel + "/480p/segment_000.ts?g=g1";
        String token = awaitToken(rel, "web");

        URI location = redirected(get(path, token), "no-store");

        Matcher expires = EXPIRES.matcher(location.getQuery());
        assertThat(expires.find()).isTrue();
        assertThat(Integer.parseInt(expires.group(1))).isLessThanOrEqualTo(15 * 60);
        at(location).expectStatus().isOk().expectBody(byte[].class).isEqualTo(Lessons.SEGMENT);
        at(location, "Range", "bytes=11-12")
                .expectStatus()
                .isEqualTo(206)
                .expectBody(String.class)
                .isEqualTo("of");
        problem(get(path, "x"), 403, "playback.token_invalid");
        problem(sent(path, token, "Referer", "https://evil.example/"), 403, "playback.referrer_refused");
    }

    @Test
    void saysTheSameToEverybodySoThatCachesKeepIt() {
        Rel rel = playable();
        String path = "/hls2/" + rel + "/480p/segment_000.ts?g=g1";
        String web = awaitToken(rel, "web");
        String mobile = awaitToken(rel, "mobile");

        // A window may end between two requests, but not between three.
        URI first = redirected(get(path, web), "no-store");
        URI second = redirected(get(path, mobile), "no-store");
        URI third = redirected(get(path, web), "no-store");
        assertThat(second).isIn(first, third);
    }

    @Test
    void letsAWebPlayerFollowWithoutItsHeader() {
        Rel rel = playable();
        String token = awaitToken(rel, "web");

        String multivariant = text(hls(rel, "output.m3u8", token));
        String rung = lastLine(multivariant);
        assertThat(rung).startsWith("480p/index.m3u8?g=g1&token=");
        String media = text(from("/hls2/" + rel + "/" + rung));
        assertThat(media).contains("segment_000.ts?g=g1&token=", "URI=\"../enc.key?g=g1&token=");
        String segment = media.lines()
                .filter(line -> line.startsWith("segment_000"))
                .findFirst()
                .orElseThrow();
        at(redirected(from("/hls2/" + rel + "/480p/" + segment), "no-store"))
                .expectBody(byte[].class)
                .isEqualTo(Lessons.SEGMENT);
        String key = media.substring(media.indexOf("../enc.key") + 3, media.indexOf("\",IV"));
        from("/hls2/" + rel + "/" + key).expectStatus().isOk().expectHeader().contentLength(16);
        problem(from("/hls2/" + rel + "/" + rung.replace("480p/index", "output")), 403, "playback.token_invalid");
    }

    @Test
    void letsANativePlayerFollowWithNothingButTheAddress() {
        Rel rel = playable();
        awaitPlayable(rel);

        String media = follow(lastLine(follow(playlistUrl(rel))));

        URI segment = URI.create(media.lines()
                .filter(line -> line.contains("segment_000"))
                .findFirst()
                .orElseThrow());
        at(redirected(client.get().uri(target(segment.toString())).exchange(), "no-store"))
                .expectBody(byte[].class)
                .isEqualTo(Lessons.SEGMENT);
    }

    @Test
    void waitsForASegmentThatIsBeingEncoded() {
        Rel rel = playable();
        String token = awaitToken(rel, "web");
        String path = "/hls2/" + rel + "/480p/segment_001.ts?g=g1";

        Mono<Object> encoder = Mono.delay(Duration.ofMillis(700)).map(now -> {
            lessons.segment(rel, 1);
            return now;
        });
        var encoding = encoder.subscribe();

        at(redirected(get(path, token), "no-store")).expectBody(byte[].class).isEqualTo(Lessons.SEGMENT);
        assertThat(encoding.isDisposed()).isTrue();
    }

    @Test
    void tellsMissingFromConverting() {
        Rel rel = playable();
        lessons.ready(rel);
        String token = awaitToken(rel, "web");
        awaitText("resource.not_found", () -> get("/hls2/" + rel + "/480p/segment_001.ts?g=g1", token));
    }

    @Test
    void saysWherePublicFilesAreAndHowTheyAreServed() {
        String harmless = "videos/" + UUID.randomUUID() + ".mp4";
        String harmful = "videos/" + UUID.randomUUID() + ".mp4";
        lessons.object(harmless, "video/mp4", Lessons.SEGMENT);
        lessons.object(harmful, "text/html", Lessons.SEGMENT);

        at(redirected(client.get().uri("/media/" + harmless).exchange(), "max-age=30, public"))
                .expectHeader()
                .contentType("video/mp4")
                .expectBody(byte[].class)
                .isEqualTo(Lessons.SEGMENT);
        at(redirected(client.get().uri("/media/" + harmful).exchange(), "max-age=30, public"))
                .expectHeader()
                .contentType("application/octet-stream");
        problem(
                client.get().uri("/media/videos/" + UUID.randomUUID() + ".mp4").exchange(),
                404,
                "playback.media_unknown");
    }

    private Rel playable() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        return rel;
    }

    /** From an allowed page, and without any header of its own. */
    private ResponseSpec from(String path) {
        return client.get().uri(path).header("Referer", PAGE).exchange();
    }

    private static String text(ResponseSpec response) {
        return Objects.requireNonNull(response.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static URI redirected(ResponseSpec response, String cache) {
        EntityExchangeResult<byte[]> answer = response.expectStatus()
                .isTemporaryRedirect()
                .expectHeader()
                .valueEquals("Cache-Control", cache)
                .expectBody()
                .returnResult();
        assertThat(answer.getResponseBody()).isNull();
        return Objects.requireNonNull(answer.getResponseHeaders().getLocation());
    }

    private ResponseSpec at(URI location, String... header) {
        HttpHeaders headers = new HttpHeaders();
        if (header.length > 0) {
            headers.setAll(Map.of(header[0], header[1]));
        }
        return store.get().uri(location).headers(all -> all.putAll(headers)).exchange();
    }
}
