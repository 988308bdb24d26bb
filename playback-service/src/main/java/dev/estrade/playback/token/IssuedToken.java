package dev.estrade.playback.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.estrade.playback.entitlement.Generation;
import dev.estrade.playback.entitlement.Lesson;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Both addresses are ready to open: a native player, which sends no header, has its token in them.
 *
 * @param sessionId by which this token, and all that comes of it, can be revoked
 * @param expiresIn seconds
 * @param thumbnailsUrl of the WebVTT that says what a seek bar shows; absent until the lesson is ready, 404 if it has no
 *     pictures. It names the generation that opens now, so that it fits also when it is fetched later.
 */
record IssuedToken(
        String token,
        String sessionId,
        long expiresIn,
        String playlistUrl,
        @JsonInclude(Include.NON_NULL) @Nullable String thumbnailsUrl) {

    /** @param address the public one of a path */
    static IssuedToken of(
            TokenRequest request, String sessionId, String token, Lesson lesson, UnaryOperator<String> address) {
        String folder = address.apply(HlsPath.folder(request.rel()));
        boolean bare = request.platform() == Platform.WEB;
        String thumbnails = lesson.playing()
                .filter(Generation::complete)
                .map(generation -> folder + "sprites/thumbnails.vtt?g=" + generation.id())
                .map(url -> bare ? url : url + "&token=" + token)
                .orElse(null);
        String playlist = folder + "output.m3u8";
        return new IssuedToken(
                token,
                sessionId,
                request.ttl().toSeconds(),
                bare ? playlist : playlist + "?token=" + token,
                thumbnails);
    }
}
