package dev.estrade.support.playbacktoken;

import dev.estrade.events.Rel;
import java.time.Instant;

/**
 * The right to play one lesson for a while.
 *
 * @param sessionId one per issue, for revocation
 * @param expires after which nothing is opened with it
 */
public record PlaybackToken(Rel rel, String userId, Platform platform, String sessionId, Instant expires) {

    /** How the player sends its credential. */
    public enum Platform {
        WEB,
        MOBILE
    }
}
