package dev.estrade.playback.relay;

import org.springframework.http.HttpHeaders;

/**
 * An object of the media bucket as a client gets it.
 *
 * @param headers of the answer, besides those that tell of ranges and versions
 */
public record StoredFile(String key, HttpHeaders headers) {}
