package dev.estrade.support.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store says of an object.
 *
 * @param size bytes
 * @param etag without quotes
 * @param modifiedAt by the store's clock, in a list of objects; null where it was not asked for
 */
public record StoredObject(
        String key,
        long size,
        String etag,
        @Nullable String contentType,
        @Nullable Instant modifiedAt) {

    public StoredObject(String key, long size, String etag, @Nullable String contentType) {
        this(key, size, etag, contentType, null);
    }
}
