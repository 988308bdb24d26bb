package dev.estrade.playback.delivery;

import org.springframework.http.HttpHeaders;

/**
 * An object of the media bucket as a client gets it.
 *
 * @param headers of the answer, besides those that tell of ranges and versions; without a Content-Type among them the
 *     object is served as what it was stored as, if that is video, sound or a picture, and else as a download
 * @param fixed whether what lies under this key never changes, so that the store is asked about it once
 */
public record StoredFile(String key, HttpHeaders headers, boolean fixed) {}
