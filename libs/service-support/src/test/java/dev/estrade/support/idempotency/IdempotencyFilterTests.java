package dev.estrade.support.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.mongodb.client.result.DeleteResult;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemWebExceptionHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class IdempotencyFilterTests {
    private final ReactiveMongoOperations mongo = mock(ReactiveMongoOperations.class);
    private final IdempotencyFilter filter = new IdempotencyFilter(
            new IdempotentAnswers(mongo), new ProblemWebExceptionHandler(new SimpleMeterRegistry()), 1 << 20);

    @BeforeEach
    void isTheFirstRequest() {
        when(mongo.insert(any(IdempotentAnswer.class))).thenAnswer(call -> Mono.just(call.getArgument(0)));
        when(mongo.save(any(IdempotentAnswer.class))).thenAnswer(call -> Mono.just(call.getArgument(0)));
        when(mongo.remove(any(Query.class), eq(IdempotentAnswer.class)))
                .thenReturn(Mono.just(DeleteResult.acknowledged(1)));
    }

    @Test
    void keepsARefusal() {
        MockServerWebExchange exchange = failingWith(ProblemException.of(CommonProblem.INVALID, "No title."));

        ArgumentCaptor<IdempotentAnswer> kept = ArgumentCaptor.forClass(IdempotentAnswer.class);
        verify(mongo).save(kept.capture());
        assertThat(kept.getValue().status()).isEqualTo(400);
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(exchange.getResponse().getBodyAsString().block()).contains("request.invalid");
    }

    @Test
    void replaysWhatNobodyCanReadInTheDatabase() {
        failingWith(ProblemException.of(CommonProblem.INVALID, "No title."));
        ArgumentCaptor<IdempotentAnswer> kept = ArgumentCaptor.forClass(IdempotentAnswer.class);
        verify(mongo).save(kept.capture());
        assertThat(kept.getValue().body()).asString().doesNotContain("request.invalid", "No title.");
        when(mongo.insert(any(IdempotentAnswer.class))).thenReturn(Mono.error(new DuplicateKeyException("known")));
        when(mongo.findById(kept.getValue().id(), IdempotentAnswer.class)).thenReturn(Mono.just(kept.getValue()));

        MockServerWebExchange again = failingWith(new IllegalStateException("must not run again"));

        assertThat(again.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(again.getResponse().getHeaders().getFirst("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(again.getResponse().getBodyAsString().block()).contains("request.invalid", "No title.");
    }

    static Throwable[] forgetsWhatMayBeTriedAgain() {
        return new Throwable[] {
            new IllegalStateException("a defect"),
            ProblemException.of(CommonProblem.UNAVAILABLE, "The store is down."),
            ProblemException.of(CommonProblem.KEY_IN_FLIGHT, "Somewhere else.").retryAfter(Duration.ofSeconds(1))
        };
    }

    @ParameterizedTest
    @MethodSource
    void forgetsWhatMayBeTriedAgain(Throwable failure) {
        MockServerWebExchange exchange = failingWith(failure);

        verify(mongo, never()).save(any());
        verify(mongo).remove(any(Query.class), eq(IdempotentAnswer.class));
        assertThat(exchange.getResponse().getStatusCode()).isNotNull();
    }

    private MockServerWebExchange failingWith(Throwable failure) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/api/formations").header("Idempotency-Key", "k"));
        filter.filter(exchange, handled -> Mono.error(failure)).block();
        return exchange;
    }
}
