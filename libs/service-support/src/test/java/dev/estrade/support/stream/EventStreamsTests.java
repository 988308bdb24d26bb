package dev.estrade.support.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EventStreamsTests {
    private static final Caller LEARNER = new Caller("learner", Set.of(Role.LEARNER));
    private static final StreamProperties SETTINGS = new StreamProperties(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventStreams streams = new EventStreams(SETTINGS, meters);

    @Test
    void beatsAtOnceAndEveryFifteenSeconds() {
        StepVerifier.withVirtualTime(() -> streams.stream(Flux.never(), Mono.never()))
                .expectNextMatches(EventStreamsTests::isHeartbeat)
                .expectNoEvent(Duration.ofMillis(14_999))
                .thenAwait(Duration.ofMillis(1))
                .expectNextMatches(EventStreamsTests::isHeartbeat)
                .thenCancel()
                .verify();
    }

    @Test
    void endsWithItsEventsAndSaysWhenToComeBack() {
        Flux<ServerSentEvent<String>> news = Flux.just(event("a"), event("b"));
        StepVerifier.create(streams.stream(news, Mono.never()).filter(event -> !isHeartbeat(event)))
                .expectNextMatches(event -> "a".equals(event.data()))
                .expectNextMatches(event -> "b".equals(event.data()))
                .expectNextMatches(EventStreamsTests::isGoodbye)
                .verifyComplete();
    }

    @Test
    void endsWhenTheServiceStopsAndTakesNoStreamThereafter() {
        streams.start();
        StepVerifier.create(body(LEARNER, token(Instant.now().plusSeconds(300))))
                .expectNextMatches(EventStreamsTests::isHeartbeat)
                .then(streams::stop)
                .expectNextMatches(EventStreamsTests::isGoodbye)
                .verifyComplete();
        StepVerifier.create(body(LEARNER, token(null)).filter(event -> !isHeartbeat(event)))
                .expectNextMatches(EventStreamsTests::isGoodbye)
                .verifyComplete();
    }

    @Test
    void endsWhenTheTokenIsNoLongerTaken() {
        Instant now = Instant.now();
        StepVerifier.withVirtualTime(() -> body(LEARNER, token(now.plusSeconds(10))))
                .expectNextMatches(EventStreamsTests::isHeartbeat)
                .thenAwait(Duration.ofSeconds(60))
                .expectNextCount(4)
                .thenAwait(Duration.ofSeconds(10))
                .expectNextMatches(EventStreamsTests::isGoodbye)
                .verifyComplete();
    }

    @Test
    void limitsTheStreamsOfOnePersonButNotOfTheFrontendsServer() {
        List<Disposable> open = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            open.add(body(LEARNER, token(null)).subscribe());
        }
        StepVerifier.create(body(LEARNER, token(null)))
                .verifyErrorSatisfies(thrown ->
                        assertThat(((ProblemException) thrown).code().code()).isEqualTo("stream.limit_reached"));
        StepVerifier.create(body(new Caller("next-js", Set.of(Role.SERVICE)), token(null)))
                .expectNextCount(1)
                .thenCancel()
                .verify();

        assertThat(meters.get("estrade.streams.open").gauge().value()).isEqualTo(2);

        open.forEach(Disposable::dispose);
        assertThat(meters.get("estrade.streams.open").gauge().value()).isZero();
        StepVerifier.create(body(LEARNER, token(null)))
                .expectNextCount(1)
                .thenCancel()
                .verify();
    }

    private Flux<ServerSentEvent<String>> body(Caller caller, Authentication authentication) {
        return Objects.requireNonNull(
                streams.answer(Flux.never(), caller, authentication).getBody());
    }

    private static Authentication token(@Nullable Instant end) {
        Jwt.Builder jwt = Jwt.withTokenValue("t").header("alg", "none").subject("learner");
        return new TestingAuthenticationToken(
                "learner", end == null ? jwt.build() : jwt.expiresAt(end).build());
    }

    private static ServerSentEvent<String> event(String data) {
        return ServerSentEvent.builder(data).build();
    }

    private static boolean isHeartbeat(ServerSentEvent<String> event) {
        return event.comment() != null && event.data() == null && event.retry() == null;
    }

    private static boolean isGoodbye(ServerSentEvent<String> event) {
        return Duration.ofSeconds(1).equals(event.retry()) && event.data() == null;
    }
}
