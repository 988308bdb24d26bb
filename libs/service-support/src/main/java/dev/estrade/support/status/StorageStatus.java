package dev.estrade.support.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What the last sweep saw of the media bucket.
 *
 * @param objects in it
 * @param bytes of those
 * @param orphans objects that no row knows, and rows whose object is gone
 */
public record StorageStatus(
        long objects,
        long bytes,
        long orphans,
        @JsonProperty("swept_at") Instant sweptAt) {}
