package dev.estrade.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.FactListener;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes one delivery per fact and endpoint: its id is made of theirs, so a fact that is told again makes none. */
@Component
class FanOut implements FactListener {
    private static final String PING = "webhook.ping";
    private static final int ID_BYTES = 20;

    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final DeliveryWorker worker;
    private final JsonMapper json;
    private final WebhookProperties settings;

    FanOut(
            WebhookEndpoints endpoints,
            Deliveries deliveries,
            DeliveryWorker worker,
            JsonMapper json,
            WebhookProperties settings) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.worker = worker;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public Mono<Void> tell(Fact fact) {
        Map<String, Object> data = new LinkedHashMap<>(fact.data());
        data.putIfAbsent("user_id", fact.ownerId());
        String body = body(fact.type().text(), fact.at(), data);
        return endpoints
                .wanting(fact)
                .concatMap(endpoint -> insert(
                        idOf(endpoint.id(), fact.id()),
                        endpoint.id(),
                        fact.type().text(),
                        body))
                .then();
    }

    /** Tells one endpoint that it would be told. */
    Mono<Delivery> ping(WebhookEndpoint endpoint) {
        String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        return insert(id, endpoint.id(), PING, body(PING, Instant.now(), Map.of("endpoint_id", endpoint.id())));
    }

    private Mono<Delivery> insert(String id, String endpointId, String type, String body) {
        return deliveries
                .insert(Delivery.of(id, endpointId, type, body, Instant.now(), settings.retryWindow()))
                .doOnNext(inserted -> worker.wake());
    }

    /** The payload of Standard Webhooks 1.0. */
    private String body(String type, Instant at, Map<String, Object> data) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", type);
        payload.put("timestamp", at.toString());
        payload.put("data", data);
        return json.writeValueAsString(payload);
    }

    private static String idOf(String endpointId, String factId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((endpointId + "\n" + factId).getBytes(UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
