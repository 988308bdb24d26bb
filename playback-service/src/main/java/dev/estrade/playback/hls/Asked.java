package dev.estrade.playback.hls;

import dev.estrade.events.LivePlace;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Generation;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.HlsPath.Kind;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;

/**
 * A file of a lesson, in the generation that is meant.
 *
 * @param pinned whether the request names its generation, so that its answer never changes
 */
record Asked(HlsPath path, Generation generation, boolean pinned) {

    /** In the media bucket. */
    String key() {
        return keyOf(path);
    }

    /** Of another file of the same generation. */
    String keyOf(HlsPath other) {
        return "hls/" + other.rel() + "/" + generation.id() + "/" + other.file();
    }

    /**
     * Whether it may be stored any moment; what is made last, such as sprites, is not worth a wait. Nor is what a live's
     * playlist does not name yet: it comes when it is recorded, and nobody could hurry.
     */
    boolean isWorthAWait() {
        return !generation.complete()
                && !LivePlace.isStream(path.rel())
                && (path.kind() == Kind.SEGMENT || path.kind() == Kind.SUBTITLES);
    }

    /** Why it is not there: a player may try again as long as the lesson is being encoded. */
    ProblemException missing() {
        return generation.complete()
                ? ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title())
                : ProblemException.of(PlaybackProblem.NOT_READY, PlaybackProblem.NOT_READY.title())
                        .retryAfter(Duration.ofSeconds(2));
    }
}
