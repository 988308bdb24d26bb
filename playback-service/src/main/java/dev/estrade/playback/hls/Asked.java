package dev.estrade.playback.hls;

import dev.estrade.playback.entitlement.Generation;
import dev.estrade.support.playbacktoken.HlsPath;

/**
 * A file of a lesson, in the generation that is meant.
 *
 * @param pinned whether the request names its generation, so that its answer never changes
 */
record Asked(HlsPath path, Generation generation, boolean pinned) {

    /** In the media bucket. */
    String key() {
        return "hls/" + path.rel() + "/" + generation.id() + "/" + path.file();
    }
}
