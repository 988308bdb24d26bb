package dev.estrade.generation.webhook;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.support.problem.Faults;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.webhook.WebhookVerifier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets in what the backend signed. {@code estrade_generation_webhooks_total} counts by {@code result}: {@code accepted},
 * or the code of the refusal.
 */
@Component
class Entrance {
    private static final Logger log = LoggerFactory.getLogger(Entrance.class);

    private static final String ACCEPTED = "accepted";

    private final WebhookVerifier verifier;
    private final boolean unsigned;
    private final MeterRegistry meters;

    Entrance(WebhookProperties settings, MeterRegistry meters) {
        this.verifier = new WebhookVerifier(settings.secrets(), Clock.systemUTC());
        this.unsigned = settings.unsigned();
        this.meters = meters;
        counter(ACCEPTED);
        counter(GenerationProblem.SIGNATURE_INVALID.code());
        if (unsigned) {
            log.warn("Webhooks are taken without a signature (ESTRADE_WEBHOOKS_UNSIGNED): anybody can end anybody's"
                    + " job");
        }
    }

    /**
     * One that is signed must be signed rightly, even where none is needed.
     *
     * @throws ProblemException {@code generation.signature_invalid}
     */
    void requireSignature(HttpHeaders headers, byte[] body) {
        String signatures = headers.getFirst("webhook-signature");
        if (unsigned && signatures == null) {
            return;
        }
        if (!verifier.accepts(
                headers.getFirst("webhook-id"), headers.getFirst("webhook-timestamp"), signatures, body)) {
            throw ProblemException.of(GenerationProblem.SIGNATURE_INVALID, GenerationProblem.SIGNATURE_INVALID.title());
        }
    }

    <T> Mono<T> judged(Mono<T> reception) {
        return reception
                .doOnSuccess(received -> counter(ACCEPTED).increment())
                .doOnError(refused -> counter(Faults.codeOf(refused)).increment());
    }

    private Counter counter(String result) {
        return meters.counter("estrade.generation.webhooks", "result", result);
    }
}
