package dev.estrade.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of S3 that the services build on. */
class ObjectStoreIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path home;

    private static InfraProcess infra;
    private static MinioClient client;

    @BeforeAll
    static void start() throws IOException {
        infra = InfraProcess.start(home);
        client = MinioClient.builder()
                .endpoint(infra.address("ESTRADE_S3_PUBLIC_ENDPOINT"))
                .region(infra.address("ESTRADE_S3_REGION"))
                .credentials(infra.address("ESTRADE_S3_ACCESS_KEY_ID"), infra.address("ESTRADE_S3_SECRET_ACCESS_KEY"))
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        infra.close();
    }

    @Test
    void movesBytesByPresignedUrlsAndLogsThem() throws Exception {
        String key = "uploads/videos/" + "a".repeat(8) + ".mp4";
        HttpResponse<String> stored = HTTP.send(
                HttpRequest.newBuilder(presigned(Http.Method.PUT, key))
                        .header("User-Agent", "tests/1")
                        .PUT(BodyPublishers.ofByteArray(new byte[12_000_000]))
                        .build(),
                BodyHandlers.ofString());
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.headers().firstValue("ETag")).isPresent();

        HttpResponse<byte[]> part = HTTP.send(
                HttpRequest.newBuilder(presigned(Http.Method.GET, key))
                        .header("Range", "bytes=5-14")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
        assertThat(Files.readString(new Home(home).log("s3-access")))
                .containsPattern("PUT /estrade-media/" + key + " 200 1200\\d{4} \\d+ \\d+ \"tests/1\"");
    }

    @Test
    void letsOneOfManyWritersCreateAnObject() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> racing = IntStream.range(0, 16)
                .mapToObj(
                        writer -> HTTP.sendAsync(creating("hls/raced.ts", "writer " + writer), BodyHandlers.ofString()))
                .toList();
        List<Integer> statuses = racing.stream()
                .map(answer -> answer.join().statusCode())
                .sorted()
                .toList();
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        String winner = racing.stream()
                .map(CompletableFuture::join)
                .filter(a -> a.statusCode() == 200)
                .findFirst()
                .flatMap(a -> a.headers().firstValue("ETag"))
                .orElseThrow();
        assertThat(reading("hls/raced.ts", "If-Match", winner).headers().firstValue("ETag"))
                .contains(winner);
    }

    @Test
    void readsOnlyThePinnedVersion() throws Exception {
        HttpResponse<String> stored = HTTP.send(creating("pinned", "first"), BodyHandlers.ofString());
        String etag = stored.headers().firstValue("ETag").orElseThrow();
        assertThat(reading("pinned", "If-Match", etag).statusCode()).isEqualTo(200);
        assertThat(reading("pinned", "If-Match", "\"0123456789abcdef0123456789abcdef\"")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void refusesAForgedSignature() throws Exception {
        URI signed = presigned(Http.Method.PUT, "forged");
        URI forged = URI.create(signed.toString().replaceAll("(X-Amz-Signature=)....", "$10000"));
        HttpRequest request =
                HttpRequest.newBuilder(forged).PUT(BodyPublishers.ofString("x")).build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void letsBrowsersUploadAndSeeTheETag() throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(presigned(Http.Method.PUT, "from-a-browser"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://localhost:8080")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type")
                .build();
        HttpResponse<String> allowed = HTTP.send(preflight, BodyHandlers.ofString());
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("PUT", "GET", "HEAD", "DELETE"));
        assertThat(allowed.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("ETag");
    }

    private static HttpRequest creating(String key, String text) {
        return HttpRequest.newBuilder(presigned(Http.Method.PUT, key))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(text))
                .build();
    }

    private static HttpResponse<String> reading(String key, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(presigned(Http.Method.GET, key))
                .header(header, value)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static URI presigned(Http.Method method, String key) {
        try {
            return URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(infra.address("ESTRADE_S3_BUCKET"))
                    .object(key)
                    .expiry(600)
                    .build()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
