package dev.estrade.support.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether one of the platform's processes answers.
 *
 * @param status {@code up} or {@code down}
 * @param detail a sentence about what is not as it should be; null if there is nothing to say
 * @param latencyMs of its answer to this question, in milliseconds; null if there was none
 */
public record ServiceStatus(
        String name,
        String status,
        @Nullable String detail,
        @JsonProperty("latency_ms") @Nullable Long latencyMs) {

    public static ServiceStatus up(String name, @Nullable String detail, long latencyMs) {
        return new ServiceStatus(name, "up", detail, latencyMs);
    }

    public static ServiceStatus down(String name, String detail) {
        return new ServiceStatus(name, "down", detail, null);
    }
}
