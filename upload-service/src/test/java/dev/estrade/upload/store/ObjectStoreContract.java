package dev.estrade.upload.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.MultipartUploads;
import dev.estrade.support.store.MultipartUploads.Unfinished;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.Part;
import dev.estrade.support.store.StoreAutoConfiguration;
import dev.estrade.support.store.StoredObject;
import dev.estrade.support.store.WholeObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What the platform asks of an S3 store, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PART = (int) MultipartUploads.MIN_PART;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String folder = "contract/" + UUID.randomUUID() + "/";

    @SuppressWarnings("NullAway.Init")
    private ObjectStore store;

    /** {@code estrade.s3.*} of a store that has both buckets. */
    abstract Map<String, Object> settings();

    @BeforeAll
    void open() {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("store", settings()));
        context.register(StoreAutoConfiguration.class);
        context.refresh();
        store = context.getBean(ObjectStores.class).media();
    }

    @AfterAll
    void close() {
        context.close();
    }

    @Test
    void letsTheFirstWriterWin() {
        String key = folder + "first";

        assertThat(store.putIfAbsent(key, "text/plain", bytes("one")).block()).isTrue();
        assertThat(store.putIfAbsent(key, "text/plain", bytes("two")).block()).isFalse();

        assertThat(store.bytes(key).block()).isEqualTo(bytes("one"));
    }

    @Test
    void replacesOnlyWhatWasRead() {
        String key = folder + "replaced";
        store.put(key, "text/plain", bytes("one")).block();
        String one = Objects.requireNonNull(store.whole(key).block()).etag();

        assertThat(store.replace(key, "text/plain", bytes("two"), one).block()).isTrue();
        assertThat(store.replace(key, "text/plain", bytes("three"), one).block())
                .isFalse();
        WholeObject now = Objects.requireNonNull(store.whole(key).block());
        assertThat(now.bytes()).isEqualTo(bytes("two"));
        assertThat(now.etag()).isNotEqualTo(one).isEqualTo(etagOf(key));
        store.delete(key).block();
        assertThat(store.replace(key, "text/plain", bytes("three"), one).block())
                .isFalse();
        StepVerifier.create(store.whole(key)).verifyComplete();
    }

    @Test
    void tellsSizeTypeAndETag() {
        String key = folder + "stat";
        store.put(key, "video/mp4", bytes("12345")).block();

        StepVerifier.create(store.stat(key))
                .assertNext(found -> {
                    assertThat(found.size()).isEqualTo(5);
                    assertThat(found.contentType()).isEqualTo("video/mp4");
                    assertThat(found.etag()).isNotBlank().doesNotContain("\"");
                })
                .verifyComplete();
    }

    @Test
    void knowsWhatIsNotThere() {
        StepVerifier.create(store.stat(folder + "absent")).verifyComplete();
        StepVerifier.create(store.bytes(folder + "absent")).verifyComplete();
        StepVerifier.create(store.delete(folder + "absent")).verifyComplete();
    }

    @Test
    void readsARangeOfThePinnedBytesOnly() {
        String key = folder + "pinned";
        store.put(key, "text/plain", bytes("0123456789")).block();
        String etag = etagOf(key);

        assertThat(store.range(key, 2, 4, etag).block()).isEqualTo(bytes("234"));
        store.put(key, "text/plain", bytes("overwritten")).block();
        StepVerifier.create(store.range(key, 2, 4, etag)).verifyError(ObjectChangedException.class);
    }

    @Test
    void copiesThePinnedBytesOnly() {
        String from = folder + "from";
        String to = folder + "to";
        store.put(from, "video/webm", bytes("moved")).block();
        String etag = etagOf(from);

        assertThat(store.copy(from, to, etag, "video/mp4").block()).isEqualTo(etagOf(to));
        assertThat(store.bytes(to).block()).isEqualTo(bytes("moved"));
        assertThat(store.stat(to)
                        .map(found -> String.valueOf(found.contentType()))
                        .block())
                .isEqualTo("video/mp4");
        store.put(from, "video/webm", bytes("other")).block();
        StepVerifier.create(store.copy(from, to, etag, "video/mp4")).verifyError(ObjectChangedException.class);
    }

    @Test
    void listsMoreThanAPage() {
        String prefix = folder + "many/";
        int many = 1100;
        Flux.range(0, many)
                .flatMap(i -> store.put(prefix + i, "text/plain", bytes("x")), 16)
                .blockLast();

        List<StoredObject> found = store.list(prefix).collectList().block();

        assertThat(found)
                .hasSize(many)
                .allSatisfy(object -> assertThat(object.size()).isEqualTo(1));
        assertThat(found).extracting(StoredObject::key).doesNotHaveDuplicates().allMatch(key -> key.startsWith(prefix));
    }

    @Test
    void takesExactlyWhatWasSigned() throws Exception {
        String key = folder + "signed";
        URI url = store.presignPut(key, HOUR, Map.of("Content-Type", "video/mp4", "Content-Length", "4"));

        assertThat(put(url, "video/mp4", bytes("12345"))).isEqualTo(403);
        assertThat(put(url, "text/html", bytes("1234"))).isEqualTo(403);
        StepVerifier.create(store.stat(key)).verifyComplete();
        assertThat(put(url, "video/mp4", bytes("1234"))).isEqualTo(200);
    }

    @Test
    void takesAnyTypeAndLengthWhereNothingWasSigned() throws Exception {
        URI url = store.presignPut(folder + "free", HOUR, Map.of());

        assertThat(put(url, "video/quicktime", bytes("whatever"))).isEqualTo(200);
    }

    @Test
    void refusesAForgedOrMisdirectedUrl() throws Exception {
        String url = store.presignPut(folder + "mine", HOUR, Map.of()).toString();

        assertThat(put(URI.create(url.replace("/mine?", "/yours?")), "video/mp4", bytes("x")))
                .isEqualTo(403);
        assertThat(put(URI.create(url.replaceAll("X-Amz-Expires=\\d+", "X-Amz-Expires=7200")), "a/b", bytes("x")))
                .isEqualTo(403);
    }

    @Test
    void makesPartsThatCameInAnyOrderOneObject() throws Exception {
        String key = folder + "parts";
        byte[] first = random(PART, 1);
        byte[] last = random(1234, 2);
        String upload = begin(key);

        assertThat(putPart(key, upload, 2, last)).isEqualTo(200);
        assertThat(putPart(key, upload, 1, first)).isEqualTo(200);
        List<Part> parts = parts(key, upload);

        assertThat(parts).extracting(Part::number).containsExactly(1, 2);
        assertThat(parts).extracting(Part::size).containsExactly((long) PART, 1234L);
        StepVerifier.create(store.multipart().complete(key, upload, parts))
                .expectNext(parts)
                .verifyComplete();
        assertThat(store.stat(key).map(StoredObject::size).block()).isEqualTo(PART + 1234L);
        assertThat(store.range(key, PART, PART + 1233, etagOf(key)).block()).isEqualTo(last);
        assertThat(parts(key, upload)).isEmpty();
        // Again, as after a lost answer: stores differ in what they say, not in what they do.
        store.multipart().complete(key, upload, parts).block();
        assertThat(store.range(key, PART, PART + 1233, etagOf(key)).block()).isEqualTo(last);
    }

    @Test
    void takesPartsThroughAService() {
        String key = folder + "through";
        String upload = begin(key);
        List<Part> parts = new ArrayList<>();
        parts.add(store.multipart()
                .put(key, upload, 1, BodyInserters.fromValue(random(PART, 3)), PART)
                .block());
        parts.add(store.multipart()
                .put(key, upload, 2, BodyInserters.fromValue(bytes("end")), 3)
                .block());

        store.multipart().complete(key, upload, parts).block();

        assertThat(store.stat(key).map(StoredObject::size).block()).isEqualTo(PART + 3L);
    }

    @Test
    void refusesAPartOfAnotherLengthThanSigned() throws Exception {
        String key = folder + "part-length";
        String upload = begin(key);
        URI url = store.multipart().presignPart(key, upload, 1, HOUR, Map.of("Content-Length", "4"));

        assertThat(put(url, "application/octet-stream", bytes("12345"))).isEqualTo(403);
        store.multipart().abort(key, upload).block();
    }

    @Test
    void forgetsAnAbortedUpload() throws Exception {
        String key = folder + "aborted";
        String upload = begin(key);
        putPart(key, upload, 1, random(PART, 4));
        assertThat(store.multipart()
                        .unfinished(key)
                        .map(Unfinished::uploadId)
                        .collectList()
                        .block())
                .containsExactly(upload);

        store.multipart().abort(key, upload).block();
        store.multipart().abort(key, upload).block();

        assertThat(parts(key, upload)).isEmpty();
        StepVerifier.create(store.multipart().unfinished(key)).verifyComplete();
        StepVerifier.create(store.stat(key)).verifyComplete();
        StepVerifier.create(store.list(key)).verifyComplete();
    }

    private String begin(String key) {
        return String.valueOf(store.multipart().begin(key, "video/mp4").block());
    }

    private List<Part> parts(String key, String upload) {
        return store.multipart().parts(key, upload).blockOptional().orElseThrow();
    }

    private int putPart(String key, String upload, int number, byte[] body) throws Exception {
        Map<String, String> exact = Map.of("Content-Length", Integer.toString(body.length));
        return put(store.multipart().presignPart(key, upload, number, HOUR, exact), "application/octet-stream", body);
    }

    private String etagOf(String key) {
        return store.stat(key).map(StoredObject::etag).blockOptional().orElseThrow();
    }

    private int put(URI url, String contentType, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
        return answer.statusCode();
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
