package dev.estrade.support.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The lessons that are not whole yet.
 *
 * @param waiting of which no encoder has a piece
 * @param running of which one has
 * @param oldestWaitingS seconds since the oldest came that does not play yet; 0 if all play
 */
public record QueueStatus(
        long waiting,
        long running,
        @JsonProperty("oldest_waiting_s") long oldestWaitingS) {}
