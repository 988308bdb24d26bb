package dev.estrade.catalog.webhook;

import dev.estrade.catalog.webhook.Delivery.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its operators see it.
 *
 * @param id the {@code webhook-id}
 * @param nextAttemptAt null when settled; while an attempt is made, when it would be made again
 */
record DeliveryView(
        String id,
        String type,
        Status status,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        List<AttemptView> attempts) {

    /** @param duration seconds */
    record AttemptView(
            Instant at,
            @Nullable Integer statusCode,
            @Nullable String error,
            double duration,
            @Nullable String response) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.at(), attempt.statusCode(), attempt.error(), attempt.millis() / 1000.0, attempt.response());
        }
    }

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.type(),
                delivery.turn().status(),
                delivery.createdAt(),
                delivery.turn().dueAt(),
                delivery.attempts().stream().map(AttemptView::of).toList());
    }
}
