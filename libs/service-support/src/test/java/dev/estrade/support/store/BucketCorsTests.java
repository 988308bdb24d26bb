package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.BucketCors.Outcome;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** What is asked of stores that have CORS rules; the local stack's has none, so one is played here. */
class BucketCorsTests {
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private int rules = 404;
    private int change = 200;

    private final DisposableServer store =
            HttpServer.create().port(0).handle(this::answer).bindNow();

    @AfterEach
    void stop() {
        store.disposeNow();
    }

    @Test
    void setsRulesWhereThereAreNone() throws Exception {
        assertThat(cors().ensure(List.of("https://shop.example", "https://*.school.example"))
                        .block())
                .isEqualTo(Outcome.SET);

        assertThat(requests.take()).startsWith("GET /media?").contains("cors=");
        String put = requests.take();
        assertThat(put).startsWith("PUT /media?").contains("X-Amz-SignedHeaders=content-md5%3Bhost");
        String body = put.substring(put.indexOf("\n\n") + 2);
        assertThat(body)
                .contains("<AllowedOrigin>https://shop.example</AllowedOrigin>")
                .contains("<AllowedOrigin>https://*.school.example</AllowedOrigin>")
                .contains("<AllowedMethod>PUT</AllowedMethod>")
                .contains("<ExposeHeader>ETag</ExposeHeader>")
                .contains("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                        + "<AllowedMethod>HEAD</AllowedMethod><AllowedHeader>");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8));
        assertThat(put).contains("\n" + Base64.getEncoder().encodeToString(md5) + "\n\n");
    }

    @Test
    void leavesTheOperatorsRulesAlone() {
        rules = 200;

        assertThat(cors().ensure(List.of("https://shop.example")).block()).isEqualTo(Outcome.KEPT);
        assertThat(requests).hasSize(1);
    }

    @Test
    void knowsAStoreThatDoesNotOfferIt() {
        rules = 501;
        assertThat(cors().ensure(List.of("https://shop.example")).block()).isEqualTo(Outcome.NOT_OFFERED);
        rules = 404;
        change = 403;
        assertThat(cors().ensure(List.of("https://shop.example")).block()).isEqualTo(Outcome.NOT_OFFERED);
    }

    @Test
    void seesWhichPagesAreRefused() {
        assertThat(cors().allows("https://shop.example").block()).isTrue();
        assertThat(cors().allows("https://other.example").block()).isFalse();
    }

    private BucketCors cors() {
        URI endpoint = URI.create("http://localhost:" + store.port());
        SigningKeys keys = new SigningKeys("key", "secret", "auto");
        Presigner presigner = new Presigner(endpoint, "media", true, keys, Clock.systemUTC());
        WebClient http = WebClient.create();
        return new BucketCors(new StoreCalls(http, presigner), http, presigner);
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if (request.method().name().equals("OPTIONS")) {
            return response.header("Access-Control-Allow-Origin", "https://shop.example")
                    .header("Access-Control-Allow-Methods", "GET, PUT")
                    .send();
        }
        boolean put = request.method().name().equals("PUT");
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .doOnNext(body -> requests.add(request.method() + " " + request.uri() + "\n"
                        + request.requestHeaders().get("Content-MD5", "") + "\n\n" + body))
                .then(Mono.defer(
                        () -> response.status(put ? change : rules).send().then()));
    }
}
