package dev.estrade.support.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.keys.AesGcm;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * {@code Idempotency-Key} on JSON POSTs: the same key and body replay the stored answer for 24 h, per caller and route;
 * another body is 422, a first request that still runs is 409. Refusals are kept too, so failures are rendered in here.
 * Answers of 5xx and those that say when to try again are not kept: the caller may do so with the same key.
 */
final class IdempotencyFilter implements WebFilter {
    /** A request without an answer after this long died with its process. */
    static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    private final IdempotentAnswers answers;
    private final WebExceptionHandler problems;
    private final int maxBody;

    /**
     * @param problems renders a failure as the answer that it is
     * @param maxBody bytes
     */
    IdempotencyFilter(IdempotentAnswers answers, WebExceptionHandler problems, int maxBody) {
        this.answers = answers;
        this.problems = problems;
        this.maxBody = maxBody;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String key = request.getHeaders().getFirst(HEADER);
        if (key == null || request.getMethod() != HttpMethod.POST || !isJsonOrEmpty(request)) {
            return chain.filter(exchange);
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            return Mono.error(ProblemException.of(
                    CommonProblem.MALFORMED, "An Idempotency-Key has 1 to " + MAX_KEY + " characters."));
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty("")
                .flatMap(caller -> bodyOf(request).map(body -> KeyedRequest.of(named(caller, request, key), body)))
                .flatMap(keyed -> handle(keyed, exchange, chain));
    }

    private Mono<Void> handle(KeyedRequest keyed, ServerWebExchange exchange, WebFilterChain chain) {
        IdempotentAnswer first = IdempotentAnswer.inFlight(keyed.id(), keyed.bodyHash());
        return answers.begin(first)
                .flatMap(began -> began ? run(first, keyed, exchange, chain) : repeat(keyed, exchange, chain));
    }

    private Mono<Void> run(
            IdempotentAnswer first, KeyedRequest keyed, ServerWebExchange exchange, WebFilterChain chain) {
        RecordedResponse response = new RecordedResponse(
                exchange.getResponse(), (status, headers, body) -> keep(first, status, headers, keyed.sealed(body)));
        ServerWebExchange recorded = exchange.mutate()
                .request(new ReplayedRequest(exchange.getRequest(), keyed.body()))
                .response(response)
                .build();
        return chain.filter(recorded).onErrorResume(failure -> problems.handle(recorded, failure));
    }

    private Mono<Void> keep(IdempotentAnswer first, HttpStatusCode status, Map<String, String> headers, byte[] body) {
        return status.is5xxServerError() || headers.containsKey(HttpHeaders.RETRY_AFTER)
                ? answers.giveUp(first).then()
                : answers.store(first.answered(status.value(), headers, body));
    }

    private Mono<Void> repeat(KeyedRequest keyed, ServerWebExchange exchange, WebFilterChain chain) {
        return answers.find(keyed.id())
                .switchIfEmpty(Mono.error(() -> inFlight()))
                .flatMap(stored -> answer(stored, keyed, exchange, chain));
    }

    private Mono<Void> answer(
            IdempotentAnswer stored, KeyedRequest keyed, ServerWebExchange exchange, WebFilterChain chain) {
        if (!stored.bodyHash().equals(keyed.bodyHash())) {
            return Mono.error(ProblemException.of(CommonProblem.KEY_REUSED, CommonProblem.KEY_REUSED.title()));
        }
        Integer status = stored.status();
        if (status != null) {
            return replay(exchange.getResponse(), status, stored, keyed);
        }
        if (stored.at().plus(GIVEN_UP_AFTER).isAfter(Instant.now())) {
            return Mono.error(inFlight());
        }
        return answers.giveUp(stored).then(Mono.defer(() -> handle(keyed, exchange, chain)));
    }

    private static Mono<Void> replay(
            ServerHttpResponse response, int status, IdempotentAnswer stored, KeyedRequest keyed) {
        response.setRawStatusCode(status);
        Map<String, String> headers = stored.headers();
        if (headers != null) {
            headers.forEach(response.getHeaders()::set);
        }
        response.getHeaders().set("Idempotent-Replayed", "true");
        byte[] body = stored.body();
        return response.writeWith(Mono.fromSupplier(
                () -> response.bufferFactory().wrap(body == null ? new byte[0] : keyed.opened(body))));
    }

    private static ProblemException inFlight() {
        return ProblemException.of(CommonProblem.KEY_IN_FLIGHT, CommonProblem.KEY_IN_FLIGHT.title())
                .retryAfter(Duration.ofSeconds(1));
    }

    private static boolean isJsonOrEmpty(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        return type == null || type.isCompatibleWith(MediaType.APPLICATION_JSON);
    }

    private Mono<byte[]> bodyOf(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), maxBody)
                .map(IdempotencyFilter::toBytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] toBytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static String named(String caller, ServerHttpRequest request, String key) {
        return caller + "\n"
                + StringUtils.trimTrailingCharacter(request.getPath().value(), '/') + "\n" + key;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param secret opens the stored answer; never stored itself */
    @SuppressWarnings("ArrayRecordComponent") // lives for one request, is never compared
    private record KeyedRequest(String id, byte[] secret, String bodyHash, byte[] body) {
        static KeyedRequest of(String name, byte[] body) {
            HexFormat hex = HexFormat.of();
            byte[] secret = sha256(("answer\n" + name).getBytes(UTF_8));
            return new KeyedRequest(
                    hex.formatHex(sha256(name.getBytes(UTF_8))), secret, hex.formatHex(sha256(body)), body);
        }

        byte[] sealed(byte[] answer) {
            return AesGcm.seal(secret, id, answer);
        }

        byte[] opened(byte[] sealed) {
            return AesGcm.open(secret, id, sealed);
        }
    }
}
