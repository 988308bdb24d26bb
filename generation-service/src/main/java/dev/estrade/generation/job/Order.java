package dev.estrade.generation.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; never changes.
 *
 * @param userId whose job it is
 * @param request the JSON object that the user sent: the prompt, and whatever else the backend understands
 * @param createdAt whole milliseconds, which is what the database keeps
 * @param deadline until which the backend must be done; URLs for its uploads end then, too
 * @param traceparent of the user's request; null if it was not traced
 */
public record Order(
        Kind kind,
        String userId,
        String prompt,
        String request,
        Instant createdAt,
        Instant deadline,
        @Nullable String traceparent) {}
