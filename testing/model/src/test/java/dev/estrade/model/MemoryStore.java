package dev.estrade.model;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Buckets and what lies in them. */
final class MemoryStore {
    static final String MEDIA = "estrade-media";
    static final String KEYS = "estrade-keys";

    private final Map<String, NavigableMap<String, Blob>> buckets = new TreeMap<>();
    private int written;

    /** @param etag never the same for two writes */
    record Blob(byte[] bytes, String etag, String contentType) {}

    NavigableMap<String, Blob> bucket(String name) {
        return buckets.computeIfAbsent(name, missing -> new TreeMap<>());
    }

    @Nullable
    Blob media(String key) {
        return bucket(MEDIA).get(key);
    }

    Blob put(String bucket, String key, byte[] bytes, String contentType) {
        Blob blob = new Blob(bytes, "e" + written++, contentType);
        bucket(bucket).put(key, blob);
        return blob;
    }
}
