package dev.estrade.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.RunningGeneration.Client;
import dev.estrade.test.StoreLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Results: where they come from, what they must be, and that they are in the bucket before a job is completed. */
class IngestIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningGeneration service = RunningGeneration.shared();
    private final FakeBackend backend = service.backend();
    private final Client user = service.somebody();

    @Test
    void fetchesResultsAndSaysWhatTheyAre() {
        byte[] picture = Media.picture("png", 320, 200);
        String id = running("images");
        complete("image", id, Map.of("url", backend.file(id + ".bin", picture), "width", 9999, "height", 9999));

        user.await("images", id, "COMPLETED");
        JsonNode file = file("images", id);
        assertThat(file.path("content_type").asString()).isEqualTo("image/png");
        assertThat(file.path("width").asInt()).isEqualTo(320);
        assertThat(file.path("height").asInt()).isEqualTo(200);
        assertThat(file.path("size").asInt()).isEqualTo(picture.length);
        assertThat(download(file.path("url").asString())).isEqualTo(picture);
        assertThat(file.path("url").asString()).contains("/generations/" + id + "/1.png");
        RunningGeneration.eventually(nothing -> objects(id).equals(List.of("generations/" + id + "/1.png")));
    }

    @Test
    void takesWhatWasPutToItsUploadUrls() {
        byte[] film = Media.film(640, 360, 2500);
        String id = running("videos");
        JsonNode urls = backend.requests(id).get(0).path("upload_urls");
        put(urls.path(2).asString(), film);
        complete("video", id, Map.of("upload", 2));

        user.await("videos", id, "COMPLETED");
        JsonNode file = file("videos", id);
        assertThat(file.path("content_type").asString()).isEqualTo("video/mp4");
        assertThat(file.path("width").asInt()).isEqualTo(640);
        assertThat(file.path("duration").asDouble()).isEqualTo(2.5);
        // Its URL goes on being good, and changes nothing.
        put(urls.path(2).asString(), "overwritten".getBytes(UTF_8));
        assertThat(download(file.path("url").asString())).isEqualTo(film);
    }

    @Test
    void knowsItsUploadUrlsByTheirAddressAndWithoutBeingNamed() {
        String named = running("images");
        String url = backend.requests(named).get(0).at("/upload_urls/0").asString();
        put(url, Media.picture("gif", 5, 6));
        complete("image", named, Map.of("url", url));
        String unnamed = running("images");
        put(backend.requests(unnamed).get(0).at("/upload_urls/0").asString(), Media.picture("jpg", 7, 8));
        put(backend.requests(unnamed).get(0).at("/upload_urls/1").asString(), Media.picture("jpg", 9, 8));
        service.webhook("image", Map.of("job_id", unnamed, "status", "completed"))
                .expect(200);

        user.await("images", named, "COMPLETED");
        user.await("images", unnamed, "COMPLETED");
        assertThat(file("images", named).path("width").asInt()).isEqualTo(5);
        assertThat(result("images", unnamed)).hasSize(2);
        assertThat(result("images", unnamed).get(1).path("width").asInt()).isEqualTo(9);
    }

    @Test
    void storesLargeResultsInPieces() {
        byte[] large = Arrays.copyOf(Media.picture("png", 10, 10), 19_000_000);
        String id = running("images");
        complete("image", id, Map.of("url", backend.file("chunked-" + id, large)));

        user.await("images", id, "COMPLETED");
        assertThat(download(file("images", id).path("url").asString())).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/files/a.png",
                "http://0x7f000001:%d/files/a.png",
                "http://[::1]:%d/files/a.png",
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/a.png",
                "http://elsewhere.example/a.png",
                "http://user:secret@localhost:%d/files/a.png",
                "http://localhost:%d/files/redirect",
                "file:///etc/passwd",
                "ftp://localhost/a.png",
                "data:image/png;base64,AAAA",
                "not a url",
                ""
            })
    void fetchesNothingFromWhereItMustNot(String url) {
        backend.file("a.png", Media.picture("png", 4, 4));
        String id = running("images");
        complete("image", id, Map.of("url", url.formatted(backend.port())));

        assertThat(user.failure("images", id)).isEqualTo("generation.result_refused");
        assertThat(objects(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "large-", "chunked-large-"})
    void takesNoLies(String name) {
        boolean large = name.contains("large");
        byte[] lie = large ? Arrays.copyOf(Media.picture("png", 10, 10), 21_000_000) : "<svg onload=…>".getBytes(UTF_8);
        String id = running("images");
        complete("image", id, Map.of("url", backend.file(name + id, lie)));

        assertThat(user.failure("images", id))
                .isEqualTo(large ? "generation.result_too_large" : "generation.result_not_media");
        RunningGeneration.eventually(nothing -> objects(id).isEmpty());
    }

    @Test
    void takesNoFilmForAPictureAndNothingThatIsNotThere() {
        String film = running("images");
        complete("image", film, Map.of("url", backend.file(film, Media.film(8, 8, 1000))));
        String absent = running("images");
        complete("image", absent, Map.of("upload", 5));
        String empty = running("images");
        service.webhook("image", Map.of("job_id", empty, "status", "completed")).expect(200);

        assertThat(user.failure("images", film)).isEqualTo("generation.result_not_media");
        assertThat(user.failure("images", absent)).isEqualTo("generation.result_missing");
        assertThat(user.failure("images", empty)).isEqualTo("generation.result_missing");
    }

    @Test
    void hasPatienceWithAHostThatDoesNotAnswerAndThenGivesUp() {
        String late = running("images");
        complete("image", late, Map.of("url", backend.url() + "/files/" + late));
        backend.file(late, Media.picture("png", 4, 4));
        String never = running("images");
        complete("image", never, Map.of("url", "http://localhost:" + closedPort() + "/a.png"));
        String unknown = running("images");
        complete("image", unknown, Map.of("url", "http://nobody.invalid/a.png"));

        user.await("images", late, "COMPLETED");
        assertThat(user.failure("images", never)).isEqualTo("generation.result_unreachable");
        assertThat(user.failure("images", unknown)).isEqualTo("generation.result_unreachable");
    }

    @Test
    void waitsForAStoreThatIsAway() {
        StoreLine line = StoreLine.open();
        RunningGeneration alone = RunningGeneration.start("ESTRADE_S3_ENDPOINT=" + line.endpoint());
        Client user = alone.somebody();
        String id = user.generate("images", "p");
        user.await("images", id, "PROCESSING");
        line.cut();
        String url = alone.backend().file(id, Media.picture("png", 4, 4));
        alone.webhook("image", Map.of("job_id", id, "status", "completed", "data", Map.of("files", List.of(url))))
                .expect(200);
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> user.status("images", id).path("status").asString().equals("PROCESSING"));

        line.mend();
        user.await("images", id, "COMPLETED");
    }

    private String running(String kind) {
        String id = user.generate(kind, "p");
        user.await(kind, id, "PROCESSING");
        backend.says(id, "{\"status\": \"processing\"}");
        return id;
    }

    private void complete(String kind, String id, Map<String, ?> file) {
        service.webhook(kind, Map.of("job_id", id, "status", "completed", "data", Map.of("files", List.of(file))))
                .expect(200);
    }

    private JsonNode result(String kind, String id) {
        return user.get("/api/" + kind + "/" + id + "/result")
                .expect(200)
                .json()
                .path("files");
    }

    private JsonNode file(String kind, String id) {
        assertThat(result(kind, id)).hasSize(1);
        return result(kind, id).get(0);
    }

    private List<String> objects(String id) {
        return service.media()
                .list("generations/" + id + "/")
                .map(stored -> stored.key())
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(String url, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .PUT(BodyPublishers.ofByteArray(body))
                .build();
        assertThat(HTTP.sendAsync(request, BodyHandlers.discarding()).join().statusCode())
                .isEqualTo(200);
    }

    private static byte[] download(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HTTP.sendAsync(request, BodyHandlers.ofByteArray()).join().body();
    }
}
