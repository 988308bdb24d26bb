package dev.estrade.playback.delivery;

import dev.estrade.support.store.StoredObject;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * An object of the media bucket as a client gets it.
 *
 * @param headers of the answer, besides those that tell of ranges and versions; without a Content-Type among them the
 *     object is served as what it was stored as, if that is video, sound or a picture, and else as a download
 * @param fixed whether what lies under this key never changes, so that the store is asked about it once
 * @param etag without quotes, of the only bytes that may go out; null for whatever lies there
 */
public record StoredFile(
        String key,
        HttpHeaders headers,
        boolean fixed,
        @Nullable String etag) {

    /** Whatever lies under this key. */
    public static StoredFile current(String key, HttpHeaders headers) {
        return new StoredFile(key, headers, false, null);
    }

    /** What lies under this key for ever. */
    public static StoredFile fixed(String key, HttpHeaders headers) {
        return new StoredFile(key, headers, true, null);
    }

    /** What lay under this key when it had this ETag: what was put in its place is not there. */
    public static StoredFile pinned(String key, HttpHeaders headers, String etag) {
        return new StoredFile(key, headers, false, etag);
    }

    boolean is(StoredObject found) {
        return etag == null || etag.equals(found.etag());
    }
}
