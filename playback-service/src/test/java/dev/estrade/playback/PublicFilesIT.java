package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.events.PresentationsRemoved.RemovedPresentation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What anybody may read. */
class PublicFilesIT extends RunningService {
    private static final byte[] BYTES = "0123456789".getBytes(UTF_8);

    private final String fileKey = "videos/" + UUID.randomUUID() + ".mp4";

    @Test
    void servesSavedMediaToAnybody() {
        lessons.object(fileKey, BYTES);

        open("/media/" + fileKey)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("video/mp4")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=3600, public")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Content-Disposition", "inline")
                .expectHeader()
                .exists("ETag")
                .expectHeader()
                .contentLength(10)
                .expectBody(byte[].class)
                .isEqualTo(BYTES);
        problem(open("/media/videos/" + UUID.randomUUID() + ".mp4"), 404, "playback.media_unknown");
    }

    @Test
    void servesRangesAndConditions() {
        lessons.object(fileKey, BYTES);
        String path = "/media/" + fileKey;
        String etag = Objects.requireNonNull(
                open(path).expectBody().returnResult().getResponseHeaders().getETag());

        open(path, "Range", "bytes=2-4")
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes 2-4/10")
                .expectBody(String.class)
                .isEqualTo("234");
        open(path, "Range", "bytes=-3").expectBody(String.class).isEqualTo("789");
        problem(open(path, "Range", "bytes=10-"), 416, "playback.range_not_satisfiable");
        open(path, "If-None-Match", etag)
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=3600, public");
        open(path, "Range", "bytes=2-4", "If-Range", etag).expectStatus().isEqualTo(206);
        open(path, "Range", "bytes=2-4", "If-Range", "\"another\"")
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .isEqualTo(BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "video/webm, video/webm",
        "image/png, image/png",
        "audio/mpeg, audio/mpeg",
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "application/javascript, application/octet-stream"
    })
    void servesWhatItWasStoredAsUnlessThatCouldRun(String storedAs, String served) {
        lessons.object(fileKey, storedAs, BYTES);

        open("/media/" + fileKey)
                .expectHeader()
                .contentType(served)
                .expectBody()
                .returnResult();
        head("/media/" + fileKey).expectHeader().contentType(served);
    }

    @Test
    void answersHeadAlike() {
        lessons.object(fileKey, BYTES);
        String path = "/media/" + fileKey;
        String etag = Objects.requireNonNull(
                open(path).expectBody().returnResult().getResponseHeaders().getETag());

        head(path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(10)
                .expectHeader()
                .contentType("video/mp4")
                .expectHeader()
                .valueEquals("ETag", etag)
                .expectHeader()
                .valueEquals("Accept-Ranges", "bytes");
        head(path, "If-None-Match", etag).expectStatus().isNotModified();
        head("/media/videos/" + UUID.randomUUID() + ".mp4").expectStatus().isNotFound();
        client.post().uri(path).exchange().expectStatus().isEqualTo(405);
    }

    @Test
    void takesAPartOutOfALargeObject() {
        byte[] large = new byte[5 << 20];
        new java.util.Random(1).nextBytes(large);
        lessons.object(fileKey, large);

        open("/media/" + fileKey, "Range", "bytes=1-200000")
                .expectBody(byte[].class)
                .value(part -> assertThat(part).hasSize(200_000).startsWith(large[1], large[2]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/uploads/videos/5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11.mp4",
                "/media/hls/t/c/m/l/g/output.m3u8",
                "/media/videos",
                "/media/videos/%2e%2e/uploads/x",
                "/presentation_videos/courses/c1/poster.png"
            })
    void servesNothingElse(String path) {
        int status = open(path).expectBody().returnResult().getStatus().value();
        assertThat(status).isIn(400, 404);
    }

    @Test
    void tellsConvertingFromUnknown() {
        String place = "modules/" + formation + "/m1";
        String path = "/presentation_videos/" + place + "/presentation.mp4";
        Instant asked = Instant.now();
        problem(open(path), 404, "playback.presentation_unknown");
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));

        lessons.publish(presentation(place, 0));
        problem(open(path), 404, "playback.not_ready").expectHeader().exists("Retry-After");
        lessons.publish(new PresentationFailed(place, 0, "v0", "media.not_media", "x"));
        awaitText("playback.presentation_unknown", () -> open(path));
        lessons.publish(presentation(place, 1));
        awaitText("playback.not_ready", () -> open(path));
        lessons.object(path.substring(1), BYTES);
        lessons.publish(new PresentationReady(place, 1, "v1", path.substring(1), 10, 1, null));

        open(path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("video/mp4")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=60, public")
                .expectBody(byte[].class)
                .isEqualTo(BYTES);
        lessons.publish(presentation(place, 2));
        open(path).expectStatus().isOk();
    }

    @Test
    void servesNoPresentationThatIsRemoved() {
        String place = "courses/" + formation;
        String path = "/presentation_videos/" + place + "/presentation.mp4";
        lessons.object(path.substring(1), BYTES);
        lessons.publish(presentation(place, 1));
        lessons.publish(new PresentationReady(place, 1, "v1", path.substring(1), 10, 1, null));
        String etag = Objects.requireNonNull(
                open(path).expectBody().returnResult().getResponseHeaders().getETag());

        lessons.publish(new PresentationsRemoved(formation, 3, List.of(new RemovedPresentation(place, "v1"))));

        awaitText("playback.presentation_unknown", () -> open(path));
        problem(open(path, "If-None-Match", etag), 404, "playback.presentation_unknown");
        head(path).expectStatus().isNotFound();
        lessons.publish(presentation(place, 2));
        awaitStatus(200, () -> open(path));
    }

    @Test
    void servesThePosterOfAPresentation() {
        String place = "modules/" + formation + "/m1";
        String path = "/presentation_videos/" + place + "/poster.jpg";
        String video = "presentation_videos/" + place + "/presentation.mp4";
        problem(open(path), 404, "playback.presentation_unknown");
        lessons.publish(presentation(place, 1));
        awaitText("playback.not_ready", () -> open(path));
        lessons.publish(new PresentationReady(place, 1, "v1", video, 10, 1, null));
        awaitText("playback.presentation_unknown", () -> open(path));

        lessons.publish(presentation(place, 2));
        lessons.object(path.substring(1), "image/jpeg", BYTES);
        lessons.publish(new PresentationReady(place, 2, "v2", video, 10, 1, path.substring(1)));

        String etag = Objects.requireNonNull(open(path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("image/jpeg")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=60, public")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody(byte[].class)
                .isEqualTo(BYTES)
                .returnResult()
                .getResponseHeaders()
                .getETag());
        open(path, "If-None-Match", etag).expectStatus().isNotModified();
        open(path, "Range", "bytes=2-4").expectStatus().isEqualTo(206);
        head(path).expectStatus().isOk().expectHeader().contentType("image/jpeg");

        lessons.publish(new PresentationsRemoved(formation, 3, List.of(new RemovedPresentation(place, "v2"))));
        awaitText("playback.presentation_unknown", () -> open(path));
    }

    private static PresentationUploaded presentation(String place, long version) {
        String key = "presentation_videos/" + place + "/presentation.mp4";
        return new PresentationUploaded(
                place, version, "v" + version, "uploads/videos/x.mp4", "e", 1, "mp4", key, null);
    }

    private ResponseSpec open(String path, String... headers) {
        return call(HttpMethod.GET, path, headers);
    }

    private ResponseSpec head(String path, String... headers) {
        return call(HttpMethod.HEAD, path, headers);
    }

    private ResponseSpec call(HttpMethod method, String path, String... headers) {
        var request = client.method(method).uri(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange();
    }
}
