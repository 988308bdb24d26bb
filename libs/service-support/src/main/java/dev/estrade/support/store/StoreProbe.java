package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts, gets and deletes a small object in each bucket when the service starts, and says in one sentence what is wrong.
 * It tries again until all is well; the service runs meanwhile, and answers 503 where it needs the store.
 */
public final class StoreProbe extends Background {
    /** Of the keys it writes; the second since 1970 follows, by which the ones of killed processes are known. */
    public static final String PREFIX = "probe/";

    private static final Logger log = LoggerFactory.getLogger(StoreProbe.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final byte[] BYTES = "estrade".getBytes(UTF_8);

    private final StoreProperties settings;
    private final List<StoreCalls> buckets;

    StoreProbe(StoreProperties settings, List<StoreCalls> buckets) {
        this.settings = settings;
        this.buckets = buckets;
    }

    /** What is wrong, in one sentence; empty if nothing is. */
    public Mono<String> fault() {
        return Flux.fromIterable(buckets).concatMap(this::fault).next();
    }

    private Mono<String> fault(StoreCalls calls) {
        String key = PREFIX + Instant.now().getEpochSecond() + "-" + UUID.randomUUID();
        Mono<String> put = calls.to(HttpMethod.PUT, key)
                .contentLength(BYTES.length)
                .bodyValue(BYTES)
                .exchangeToMono(answer -> refusal(calls, answer));
        Mono<String> get = calls.to(HttpMethod.GET, key)
                .exchangeToMono(answer -> answer.statusCode().is2xxSuccessful()
                        ? StoreCalls.bytes(answer).flatMap(StoreProbe::changed)
                        : refusal(calls, answer));
        Mono<String> delete = calls.to(HttpMethod.DELETE, key).exchangeToMono(answer -> refusal(calls, answer));
        return Flux.concat(put, get, delete)
                .next()
                .timeout(StoreCalls.ANSWER)
                .onErrorResume(failure -> Mono.just("The object store at " + settings.endpoint()
                        + " cannot be reached: " + cause(failure) + "; check ESTRADE_S3_ENDPOINT."));
    }

    private Mono<String> refusal(StoreCalls calls, ClientResponse answer) {
        if (answer.statusCode().is2xxSuccessful()) {
            return answer.releaseBody().then(Mono.empty());
        }
        return StoreCalls.bytes(answer)
                .map(StoreProbe::code)
                .defaultIfEmpty("")
                .map(code -> StoreFault.sentence(
                        settings,
                        calls.bucket(),
                        answer.statusCode().value(),
                        code,
                        answer.headers().asHttpHeaders().getFirst(HttpHeaders.DATE),
                        Instant.now()));
    }

    private static Mono<String> changed(byte[] found) {
        return Arrays.equals(found, BYTES)
                ? Mono.empty()
                : Mono.just("The object store gives back other bytes than it was given.");
    }

    private static String code(byte[] document) {
        try {
            return Xml.of(document).text("Code");
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure instanceof WebClientRequestException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return cause.getClass().getSimpleName();
    }

    @Override
    protected Disposable begin() {
        return fault().doOnNext(sentence -> log.error("{}", sentence))
                .repeatWhen(rounds -> rounds.takeWhile(faults -> faults > 0).delayElements(PAUSE))
                .doOnComplete(() -> log.info("The object store takes, gives and deletes"))
                .subscribe();
    }
}
