package dev.estrade.support.playbacktoken;

import dev.estrade.events.Rel;
import java.time.Instant;

/**
 * The right to play one lesson for a while.
 *
 * @param sessionId one per issue, for revocation
 * @param issued when the right was looked up, in milliseconds; what was revoked later than that is void
 * @param expires after which nothing is opened with it
 */
public record PlaybackToken(
        Kind kind, Rel rel, String userId, Platform platform, String sessionId, Instant issued, Instant expires) {

    /** The same right inside a playlist's URLs: it lives as long as the lesson, but opens no lesson anew. */
    public PlaybackToken grant(Instant end) {
        return new PlaybackToken(Kind.GRANT, rel, userId, platform, sessionId, issued, end);
    }

    /** What the token is for; each kind has a JWT {@code typ} of its own. */
    public enum Kind {
        /** Opens the lesson. */
        OPENING,
        /** Follows what an opening token led to. */
        GRANT
    }

    /** How the player sends its credential. */
    public enum Platform {
        WEB,
        MOBILE
    }
}
