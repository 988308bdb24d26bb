package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.FormationDeleted;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.playbacktoken.DownloadTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Originals, for the holders of their tokens. */
class DownloadsIT extends Downloading {
    @Autowired
    private DownloadTokens tokens;

    @Test
    void keepsTheNameWhateverIsInIt() {
        String name = "Leçon \"1\" 100% " + formation + ".mp4";
        publish(2, false, false);
        lessons.uploaded(rel, "g1", name, BYTES);

        Map<?, ?> issued = body(ask(trainer, trainer, name, ""));

        assertThat(path(issued)).startsWith("/api/download/" + trainer + "/Le%C3%A7on%20%221%22%20100%25%20");
        open(path(issued), issued)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(
                        "Content-Disposition",
                        "attachment; filename=\"Lecon _1_ 100_ " + filename
                                + "\"; filename*=UTF-8''Le%C3%A7on%20%221%22%20100%25%20" + filename)
                .expectHeader()
                .contentType("video/mp4")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Cache-Control", "private, no-cache")
                .expectBody(byte[].class)
                .isEqualTo(BYTES);
    }

    @Test
    void servesRangesAndConditions() {
        Map<?, ?> issued = issued();
        String path = path(issued);
        String etag = Objects.requireNonNull(open(path, issued)
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag());

        open(path, issued, "Range", "bytes=2-4")
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes 2-4/10")
                .expectHeader()
                .valueEquals("ETag", etag)
                .expectBody(String.class)
                .isEqualTo("234");
        open(path, issued, "Range", "bytes=-3").expectBody(String.class).isEqualTo("789");
        problem(open(path, issued, "Range", "bytes=10-"), 416, "playback.range_not_satisfiable");
        open(path, issued, "Range", "bytes=2-4", "If-Range", etag)
                .expectStatus()
                .isEqualTo(206);
        open(path, issued, "Range", "bytes=2-4", "If-Range", "\"another\"")
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .isEqualTo(BYTES);
        open(path, issued, "If-None-Match", etag).expectStatus().isNotModified();
        call(HttpMethod.HEAD, path, issued)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(10)
                .expectHeader()
                .valueEquals("ETag", etag)
                .expectHeader()
                .valueEquals("Accept-Ranges", "bytes")
                .expectBody()
                .isEmpty();
        call(HttpMethod.POST, path, issued).expectStatus().isEqualTo(405);
    }

    @Test
    void staysClosedWithoutTheGateway() {
        Map<?, ?> issued = issued();
        String path = path(issued);
        String token = String.valueOf(issued.get("token"));

        problem(client.get().uri(path).exchange(), 403, "download.token_missing");
        problem(client.get().uri(path + "?token=" + token).exchange(), 403, "download.token_missing");
        problem(get(path, "x.y.z"), 403, "download.token_invalid");
        problem(get(path, ISSUER.token(trainer, "trainer")), 403, "download.token_invalid");
        problem(get("/api/download/" + trainer + "/x" + filename, token), 403, "download.token_invalid");
        problem(get("/api/download/" + trainer + "0/" + filename, token), 403, "download.token_invalid");
        problem(get(path, signed("g1", -1)), 403, "download.token_invalid");
        problem(hls(rel, "output.m3u8", token), 403, "playback.token_invalid");
        lessons.playable(rel);
        awaitPlayable(rel);
        problem(get(path, playbackToken()), 403, "download.token_invalid");
        get(path, signed("g1", 60)).expectStatus().isOk();
        problem(get(path, signed("g2", 60)), 404, "download.unknown");
        problem(get("/api/download/" + trainer, token), 404, "resource.not_found");
    }

    @Test
    void handsOutNothingThatIsRemoved() {
        Map<?, ?> issued = issued();
        lessons.publish(new GenerationsRemoved(formation, 5, List.of(new RemovedGeneration(rel, "g1"))));
        awaitText("download.unknown", () -> open(path(issued), issued));
        problem(ask(trainer, trainer, filename, "?rel=" + rel), 404, "download.unknown");
        call(HttpMethod.HEAD, path(issued), issued).expectStatus().isNotFound();
    }

    @Test
    void handsOutNothingOfADeletedFormation() {
        Map<?, ?> issued = issued();
        lessons.publish(new FormationDeleted(formation, 9, "trainer"));
        awaitText("download.unknown", () -> open(path(issued), issued));
        problem(ask("root", "root", filename, "?rel=" + rel, "admin"), 404, "download.unknown");
    }

    @Test
    void neverHandsOutWhatWasPutInItsPlace() {
        publish(2, false, false);
        ClaimedUpload upload = lessons.uploaded(rel, "g1", filename, BYTES);
        Map<?, ?> issued = body(ask(trainer, trainer, filename, ""));
        assertThat(content(issued)).isEqualTo(BYTES);

        lessons.object(upload.objectKey(), "9876543210".getBytes(UTF_8));

        for (String[] headers : new String[][] {
            {}, {"Range", "bytes=2-4"}, {"Range", "bytes=2-4", "If-Range", "\"" + upload.etag() + "\""}
        }) {
            problem(open(path(issued), issued, headers), 404, "download.unknown")
                    .expectHeader()
                    .doesNotExist("ETag")
                    .expectHeader()
                    .doesNotExist("Content-Disposition");
        }
        call(HttpMethod.HEAD, path(issued), issued).expectStatus().isNotFound();
        lessons.object(upload.objectKey(), BYTES);
        assertThat(content(issued)).isEqualTo(BYTES);
    }

    private String signed(String generation, int seconds) {
        Instant now = Instant.now();
        return tokens.issue(new DownloadToken(
                rel, generation, trainer, filename, "s1", now.minusSeconds(9), now.plusSeconds(seconds)));
    }

    private String playbackToken() {
        Map<?, ?> issued = body(token(trainer, trainer, rel, "&platform=mobile"));
        return String.valueOf(issued.get("token"));
    }
}
