package dev.estrade.support.playbacktoken;

import dev.estrade.events.Rel;
import java.time.Instant;

/**
 * The right to download one original for a while.
 *
 * @param generation of the lesson, so that a replaced video is not handed out for the one that was asked for
 * @param filename as the trainer uploaded it
 * @param sessionId one per issue, for revocation
 * @param issued when the right was looked up, in milliseconds; what was revoked later than that is void
 * @param expires after which nothing is begun with it
 */
public record DownloadToken(
        Rel rel,
        String generation,
        String userId,
        String filename,
        String sessionId,
        Instant issued,
        Instant expires) {}
