package dev.estrade.support.idempotency;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What became of the first request with a key.
 *
 * @param id SHA-256 over caller, route and key
 * @param bodyHash SHA-256 of the request's body
 * @param at when the request began; an unanswered one is given up after {@link IdempotencyFilter#GIVEN_UP_AFTER}
 * @param status null while in flight
 * @param body sealed, because it may hold secrets and presigned URLs, under a key made of the caller's Idempotency-Key,
 *     of which only another hash is stored
 */
@Document("idempotency")
record IdempotentAnswer(
        @Id String id,
        String bodyHash,
        @Indexed Instant at,
        @Nullable Integer status,
        @Nullable Map<String, String> headers,
        byte @Nullable [] body) {

    static IdempotentAnswer inFlight(String id, String bodyHash) {
        return new IdempotentAnswer(id, bodyHash, Instant.now(), null, null, null);
    }

    IdempotentAnswer answered(int newStatus, Map<String, String> newHeaders, byte[] newBody) {
        return new IdempotentAnswer(id, bodyHash, at, newStatus, newHeaders, newBody);
    }
}
