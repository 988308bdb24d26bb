package dev.estrade.support.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.outbound.OutboundException.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.test.StepVerifier;

class OutboundClientTests {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<MediaType> IMAGES = List.of(MediaType.parseMediaType("image/*"));

    private final FakeNames names = new FakeNames();
    private final AtomicInteger calls = new AtomicInteger();
    private final OutboundClient client = client(true, "friend.test");
    private DisposableServer server =
            HttpServer.create().route(this::routes).port(0).bindNow();

    @BeforeEach
    void forgetCalls() {
        calls.set(0);
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void sendsWhatItIsGivenToTheAddressThatWasChecked() {
        names.thenAnswer("127.0.0.1");
        OutboundRequest post =
                OutboundRequest.post(friend("/echo"), Map.of("webhook-id", "msg_1"), "hé".getBytes(UTF_8), PATIENCE);

        StepVerifier.create(client.exchange(
                        post, answer -> answer.excerpt(1024).map(body -> answer.status() + " " + body)))
                .expectNext("200 POST msg_1 hé friend.test:" + server.port())
                .verifyComplete();
        assertThat(names.unasked()).isZero();
    }

    @Test
    void refusesANameThatBecamePrivateAfterItWasChecked() {
        names.thenAnswer("93.184.216.34").thenAnswer("127.0.0.1");
        URI rebinding = URI.create("http://rebinding.test:" + server.port() + "/echo");

        StepVerifier.create(client.check(rebinding)).verifyComplete();
        StepVerifier.create(status(rebinding)).verifyErrorSatisfies(refusedAs(Reason.ADDRESS_REFUSED));
        assertThat(calls).hasValue(0);
    }

    @Test
    void refusesANameWithAPrivateAddressAmongPublicOnes() {
        names.thenAnswer("93.184.216.34", "10.0.0.1");

        StepVerifier.create(client.check(URI.create("https://mixed.test/")))
                .verifyErrorSatisfies(refusedAs(Reason.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254"})
    void refusesLiteralAddressesThatAreNotPublic(String host) {
        URI url = URI.create("http://" + host + ":" + server.port() + "/echo");

        StepVerifier.create(client.check(url)).verifyErrorSatisfies(refusedAs(Reason.ADDRESS_REFUSED));
        StepVerifier.create(status(url)).verifyErrorSatisfies(refusedAs(Reason.ADDRESS_REFUSED));
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://public.test/, true",
        "http://public.test/, false",
        "https:/nowhere, true",
        "https://user:secret@public.test/, true",
        "https://public.test:22/, true",
        "https://public.test:80/, true",
        "https://public.test:70000/, true",
        "https://127.1/, true",
        "file:///etc/passwd, true"
    })
    void refusesUrlsOfAnotherKind(String url, boolean http) {
        StepVerifier.create(client(http).check(URI.create(url))).verifyErrorSatisfies(refusedAs(Reason.URL_REFUSED));
    }

    @Test
    void saysThatAHostIsUnknown() {
        StepVerifier.create(client.check(URI.create("https://nowhere.test/")))
                .verifyErrorSatisfies(refusedAs(Reason.HOST_UNKNOWN));
        StepVerifier.create(status(URI.create("https://nowhere.test/")))
                .verifyErrorSatisfies(refusedAs(Reason.HOST_UNKNOWN));
    }

    @Test
    void doesNotFollowRedirects() {
        names.thenAnswer("127.0.0.1").thenAnswer("127.0.0.1");

        StepVerifier.create(status(friend("/redirect"))).expectNext(302).verifyComplete();
        assertThat(calls).hasValue(1);
    }

    @Test
    void doesNotRepeatARequestWhoseConnectionBroke() {
        names.thenAnswer("127.0.0.1").thenAnswer("127.0.0.1");

        StepVerifier.create(status(friend("/hang-up"))).verifyError();
        assertThat(calls).hasValue(1);
    }

    @Test
    void speaksToNobodyWhoseCertificateIsNotVouchedFor(@TempDir Path folder) throws Exception {
        names.thenAnswer("127.0.0.1");
        KeyManagerFactory keys = selfSigned(folder.resolve("keys.p12"));
        DisposableServer impostor = HttpServer.create()
                .secure(spec -> spec.sslContext(Http11SslContextSpec.forServer(keys)))
                .route(this::routes)
                .port(0)
                .bindNow();

        StepVerifier.create(status(URI.create("https://friend.test:" + impostor.port() + "/echo")))
                .verifyError(SSLHandshakeException.class);
        assertThat(calls).hasValue(0);
        impostor.disposeNow();
    }

    @Test
    void endsInTime() {
        names.thenAnswer("127.0.0.1");
        OutboundRequest get = OutboundRequest.get(friend("/slow"), Duration.ofMillis(300));

        StepVerifier.create(client.exchange(get, answer -> answer.excerpt(9)))
                .expectError(TimeoutException.class)
                .verify(PATIENCE);
    }

    @Test
    void readsOnlyTheBeginningOfAnEndlessAnswer() {
        names.thenAnswer("127.0.0.1");

        StepVerifier.create(client.exchange(
                        OutboundRequest.get(friend("/endless"), PATIENCE), answer -> answer.excerpt(10)))
                .expectNext("aaaaaaaaaa")
                .verifyComplete();
    }

    @Test
    void takesABodyOfTheRightTypeAndSize() {
        names.thenAnswer("127.0.0.1");

        StepVerifier.create(download("/image", 5)).expectNext("bytes").verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({"/image, 4, TOO_LARGE", "/endless-image, 5000, TOO_LARGE", "/echo, 5000, TYPE_REFUSED"})
    void refusesABodyOfAnotherTypeOrSize(String path, long maxBytes, Reason reason) {
        names.thenAnswer("127.0.0.1");

        StepVerifier.create(download(path, maxBytes)).verifyErrorSatisfies(refusedAs(reason));
    }

    private static KeyManagerFactory selfSigned(Path store) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=friend.test",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "secret".toCharArray());
        return factory;
    }

    private static Consumer<Throwable> refusedAs(Reason reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private Mono<String> download(String path, long maxBytes) {
        return client.exchange(
                OutboundRequest.get(friend(path), PATIENCE),
                answer -> DataBufferUtils.join(answer.body(IMAGES, maxBytes)).map(body -> {
                    String text = body.toString(UTF_8);
                    DataBufferUtils.release(body);
                    return text;
                }));
    }

    private Mono<Integer> status(URI url) {
        return client.exchange(OutboundRequest.get(url, PATIENCE), answer -> Mono.just(answer.status()));
    }

    private URI friend(String path) {
        return URI.create("http://friend.test:" + server.port() + path);
    }

    private OutboundClient client(boolean http, String... privateHosts) {
        return new OutboundClient(new OutboundProperties(http, Set.of(privateHosts), PATIENCE), () -> names);
    }

    private void routes(HttpServerRoutes routes) {
        Flux<String> endless = Flux.interval(Duration.ofMillis(1)).map(i -> "a".repeat(1000));
        routes.route(request -> calls.incrementAndGet() < 0, (request, response) -> Mono.empty())
                .get(
                        "/echo",
                        (request, response) ->
                                response.header("Content-Type", "text/plain").send())
                .post(
                        "/echo",
                        (request, response) -> response.sendString(request.receive()
                                .aggregate()
                                .asString()
                                .map(body -> String.join(
                                        " ",
                                        request.method().name(),
                                        request.requestHeaders().get("webhook-id"),
                                        body,
                                        request.requestHeaders().get("Host")))))
                .get("/redirect", (request, response) -> response.sendRedirect("/echo"))
                .get("/hang-up", (request, response) -> {
                    request.withConnection(connection -> connection.channel().close());
                    return Mono.never();
                })
                .get("/slow", (request, response) -> Mono.never())
                .get("/endless", (request, response) -> response.sendString(endless))
                .get(
                        "/endless-image",
                        (request, response) ->
                                response.header("Content-Type", "image/png").sendString(endless))
                .get(
                        "/image",
                        (request, response) -> response.header("Content-Type", "image/png")
                                .header("Content-Length", "5")
                                .sendString(Mono.just("bytes")));
    }
}
