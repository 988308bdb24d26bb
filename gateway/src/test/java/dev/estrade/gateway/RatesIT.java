package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Issuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One request per second, ten at once: small enough to be reached. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RatesIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Upstream CATALOG = new Upstream("catalog");
    private static final int AT_ONCE = 10;
    private static final String PROXY = "10.0.0.9";

    /** Of their own: the gateway in this process has work for Reactor's, which callers who wait for it would hold. */
    private static final Scheduler CALLERS = Schedulers.newBoundedElastic(4 * AT_ONCE, Integer.MAX_VALUE, "callers");

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("ESTRADE_CATALOG_URI", CATALOG::uri);
        settings.add("ESTRADE_PLAYBACK_URI", CATALOG::uri);
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
        settings.add("ESTRADE_RATE_PER_ADDRESS", () -> "1");
        settings.add("ESTRADE_RATE_PER_USER", () -> "1");
        settings.add("ESTRADE_TRUSTED_PROXIES", () -> "2");
    }

    @AfterAll
    static void stop() {
        CALLERS.dispose();
        CATALOG.close();
        ISSUER.close();
    }

    @Test
    void limitsAnAddressThatGuesses() {
        limited(many("x.y.z", i -> "192.0.2.1"));
        get("/api/formations", "x.y.z", "192.0.2.2").expectStatus().isUnauthorized();
        assertThat(meters.counter("estrade.gateway.rate.limited", "by", "address")
                        .count())
                .isPositive();
    }

    @Test
    void limitsAUserWhereverHeIs() {
        limited(many(ISSUER.token("busy", "trainer"), i -> "198.51.100." + i));
        get("/api/formations", ISSUER.token("calm", "trainer"), "198.51.100.1")
                .expectStatus()
                .isOk();
    }

    @Test
    void takesAnIpv6NetworkForOneAddress() {
        limited(many("x.y.z", i -> "2001:db8:0:1::" + i));
        get("/api/formations", "x.y.z", "2001:db8:0:2::1").expectStatus().isUnauthorized();
    }

    @Test
    void believesOnlyWhatItsOwnProxiesSay() {
        limited(many("x.y.z", i -> "203.0.113." + i + ", 192.0.2.77"));
    }

    @Test
    void countsNoMedia() {
        for (int i = 0; i < 2 * AT_ONCE; i++) {
            get("/media/videos/a.mp4", "x.y.z", "192.0.2.3").expectStatus().isOk();
            get("/hls2/t/c/m/l/output.m3u8", "x.y.z", "192.0.2.3")
                    .expectStatus()
                    .isForbidden();
        }
    }

    /** As many at once as a busy machine needs for more than are allowed, however slowly they come. */
    private List<EntityExchangeResult<String>> many(String token, IntFunction<String> address) {
        return Flux.range(0, 4 * AT_ONCE)
                .flatMap(i -> Mono.fromCallable(() -> get("/api/formations", token, address.apply(i))
                                .expectBody(String.class)
                                .returnResult())
                        .subscribeOn(CALLERS))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static void limited(List<EntityExchangeResult<String>> answers) {
        List<EntityExchangeResult<String>> refused = answers.stream()
                .filter(answer -> answer.getStatus() == HttpStatus.TOO_MANY_REQUESTS)
                .toList();
        assertThat(refused).isNotEmpty().hasSizeLessThanOrEqualTo(answers.size() - AT_ONCE);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isIn("1", "2");
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(answer.getResponseBody()).contains("\"code\":\"request.rate_limited\"");
        });
    }

    private ResponseSpec get(String path, String token, String address) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .build()
                .get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", address + ", " + PROXY)
                .exchange();
    }
}
