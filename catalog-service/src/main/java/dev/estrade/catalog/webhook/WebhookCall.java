package dev.estrade.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.outbound.OutboundClient;
import dev.estrade.support.outbound.OutboundException;
import dev.estrade.support.outbound.OutboundRequest;
import dev.estrade.support.outbound.OutboundResponse;
import dev.estrade.support.outbound.RetryAfter;
import dev.estrade.support.webhook.WebhookSecret;
import dev.estrade.support.webhook.WebhookSignature;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The HTTP call of one attempt, with the headers of Standard Webhooks 1.0. */
@Component
class WebhookCall {
    private static final Logger log = LoggerFactory.getLogger(WebhookCall.class);
    private static final int EXCERPT = 1024;
    private static final Duration EXCERPT_PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST_ERROR = 300;

    private final OutboundClient outbound;
    private final SigningSecrets secrets;
    private final WebhookProperties settings;

    WebhookCall(OutboundClient outbound, SigningSecrets secrets, WebhookProperties settings) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** @param retryAfter what the receiver asked for */
    record Outcome(Attempt attempt, @Nullable Duration retryAfter) {}

    /** Does not fail: what goes wrong is the attempt's result. */
    Mono<Outcome> make(Delivery delivery, WebhookEndpoint endpoint) {
        return Mono.defer(() -> {
                    Instant begun = Instant.now();
                    return outbound.exchange(request(delivery, endpoint, begun), answer -> read(answer, begun))
                            .onErrorResume(failure -> Mono.fromSupplier(() -> failed(begun, sentence(failure))));
                })
                .onErrorResume(fault -> Mono.fromSupplier(() -> ours(delivery, fault)));
    }

    private OutboundRequest request(Delivery delivery, WebhookEndpoint endpoint, Instant at) {
        byte[] body = delivery.body().getBytes(UTF_8);
        List<WebhookSecret> opened = endpoint.secretsAt(at).stream()
                .map(secret -> WebhookSecret.of(secrets.open(secret, endpoint.id())))
                .toList();
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "webhook-id", delivery.id(),
                "webhook-timestamp", String.valueOf(at.getEpochSecond()),
                "webhook-signature", WebhookSignature.of(opened, delivery.id(), at, body));
        return OutboundRequest.post(URI.create(endpoint.url()), headers, body, settings.timeout());
    }

    /** The status is the answer: a body that does not come, or breaks off, changes nothing. */
    private static Mono<Outcome> read(OutboundResponse answer, Instant begun) {
        Duration asked = RetryAfter.parse(answer.header("Retry-After"), Instant.now());
        return answer.excerpt(EXCERPT)
                .timeout(EXCERPT_PATIENCE)
                .onErrorReturn("")
                .map(excerpt -> new Outcome(Attempt.answered(begun, answer.status(), excerpt), asked));
    }

    private static Outcome failed(Instant begun, String why) {
        return new Outcome(Attempt.failed(begun, why), null);
    }

    /** A secret cannot be opened, for one; it may be tomorrow. */
    private static Outcome ours(Delivery delivery, Throwable fault) {
        log.error("The webhook {} cannot be signed", delivery.id(), fault);
        return failed(Instant.now(), "The attempt failed on Estrade's side.");
    }

    private String sentence(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "There was no answer within " + settings.timeout().toSeconds() + " s.";
        }
        String message = String.valueOf(failure.getMessage());
        String brief = message.substring(0, Math.min(message.length(), LONGEST_ERROR));
        return failure instanceof OutboundException ? brief : "The connection failed: " + brief;
    }
}
