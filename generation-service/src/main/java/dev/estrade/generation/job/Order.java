package dev.estrade.generation.job;

import java.time.Instant;

/**
 * What was asked for; never changes.
 *
 * @param userId whose job it is
 * @param request the JSON object that the user sent: the prompt, and whatever else the backend understands
 * @param createdAt whole milliseconds, which is what the database keeps
 * @param deadline until which the backend must be done; URLs for its uploads end then, too
 */
public record Order(Kind kind, String userId, String prompt, String request, Instant createdAt, Instant deadline) {}
