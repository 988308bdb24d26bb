package dev.estrade.playback.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.test.Infra;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Several replicas that count in one database. */
class UserLimitsIT {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int LIMIT = 20;

    private final MongoClient client = MongoClients.create(Infra.running().address("ESTRADE_MONGODB_URI"));
    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            client, "test_" + UUID.randomUUID().toString().substring(0, 8));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void holdsAcrossReplicasUnderConcurrency() {
        List<UserLimits> replicas =
                IntStream.range(0, 3).mapToObj(i -> at(NOON)).toList();

        Long allowed = Flux.range(0, 100)
                .flatMap(
                        i -> replicas.get(i % replicas.size())
                                .spend("u")
                                .thenReturn(true)
                                .onErrorReturn(ProblemException.class, false),
                        16)
                .filter(passed -> passed)
                .count()
                .block(Duration.ofSeconds(20));

        assertThat(allowed).isEqualTo(LIMIT);
    }

    @Test
    void countsNoneOfTheRefused() {
        spend(NOON, LIMIT);
        for (int i = 0; i < 30; i++) {
            refused(at(NOON.plusSeconds(30)).spend("u"));
        }

        refused(at(NOON.plusSeconds(60)).spend("u"));
        StepVerifier.create(at(NOON.plusSeconds(64)).spend("u")).verifyComplete();
        refused(at(NOON.plusSeconds(64)).spend("u"));
        StepVerifier.create(at(NOON.plusSeconds(64)).spend("somebody else")).verifyComplete();
        StepVerifier.create(at(NOON.plusSeconds(300)).spend("u")).verifyComplete();
    }

    @Test
    void saysWhenToTryAgain() {
        spend(NOON.plusSeconds(30), LIMIT);

        StepVerifier.create(at(NOON.plusSeconds(30)).spend("u"))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(34))))
                .verify();
    }

    @Test
    void forgetsOldWindowsOnly() {
        spend(NOON, LIMIT);
        at(NOON.plusSeconds(110)).forget().block(Duration.ofSeconds(5));
        refused(at(NOON.plusSeconds(60)).spend("u"));

        at(NOON.plusSeconds(130)).forget().block(Duration.ofSeconds(5));
        assertThat(mongo.count(new Query(), "user_counts").block(Duration.ofSeconds(5)))
                .isZero();
    }

    private void spend(Instant at, int times) {
        Flux.range(0, times).concatMap(i -> at(at).spend("u")).blockLast(Duration.ofSeconds(20));
    }

    private static void refused(Mono<Void> spending) {
        StepVerifier.create(spending)
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.code()).isEqualTo(PlaybackProblem.RATE_LIMITED)))
                .verify();
    }

    private UserLimits at(Instant now) {
        return new UserLimits(mongo, LIMIT, PlaybackProblem.RATE_LIMITED, Clock.fixed(now, ZoneOffset.UTC));
    }
}
