package dev.estrade.support.store;

import org.jspecify.annotations.Nullable;

/**
 * What the store says of an object.
 *
 * @param size bytes
 * @param etag without quotes
 */
public record StoredObject(
        String key, long size, String etag, @Nullable String contentType) {}
