package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.FormationPublished;
import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.DownloadPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What a trainer uploads, and how he and others ask for it. */
abstract class Downloading extends RunningService {
    static final byte[] BYTES = "0123456789".getBytes(UTF_8);
    static final byte[] NEW = "new video".getBytes(UTF_8);

    /** One per test, who asks not too often. */
    final String trainer = "trainer-" + formation;

    final String filename = formation + ".mp4";
    final Rel rel = new Rel(trainer, formation, "m1", "l1");

    void publish(long version, boolean open, boolean downloads) {
        lessons.publish(new FormationPublished(formation, version, trainer, open, List.of(rel), downloads));
    }

    /** A token of the trainer for a lesson of one original. */
    Map<?, ?> issued() {
        publish(2, false, false);
        lessons.uploaded(rel, "g1", filename, BYTES);
        return body(ask(trainer, trainer, filename, ""));
    }

    ResponseSpec ask(String caller, String user, String name, String query, String... roles) {
        return get(tokenPath(user, name) + query, ISSUER.token(caller, roles));
    }

    static String tokenPath(String user, String name) {
        return new DownloadPath(user, name).encoded().replace("/api/download/", "/api/get-download-token/");
    }

    static Map<?, ?> body(ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    static String path(Map<?, ?> issued) {
        return URI.create(String.valueOf(issued.get("download_url"))).getRawPath();
    }

    byte[] content(Map<?, ?> issued) {
        return Objects.requireNonNull(open(path(issued), issued)
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
    }

    ResponseSpec open(String path, Map<?, ?> issued, String... headers) {
        return call(HttpMethod.GET, path, issued, headers);
    }

    ResponseSpec call(HttpMethod method, String path, Map<?, ?> issued, String... headers) {
        var request = client.method(method).uri(path).header("Authorization", "Bearer " + issued.get("token"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange();
    }
}
