package dev.estrade.playback.revocation;

import dev.estrade.events.Rel;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor;
import dev.estrade.support.playbacktoken.PlaybackDoor.Admitted;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Where rights are looked at: what was signed, and what was revoked since. */
@Component
public class Entrance {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final PlaybackDoor door;
    private final Revocations revocations;

    Entrance(PlaybackDoor door, Revocations revocations) {
        this.door = door;
        this.revocations = revocations;
    }

    /**
     * While revocations may be missing, only what is ciphertext, and what is fetched along with it, goes out.
     *
     * @throws ProblemException as {@link PlaybackDoor#admit}, {@code playback.revoked}, or {@code dependency.unavailable}
     */
    public Admitted admit(ServerHttpRequest request, HlsPath file) {
        Admitted admitted = door.admit(request, file);
        PlaybackToken token = admitted.token();
        requireStanding(token.rel(), token.userId(), token.sessionId(), token.issued());
        switch (file.kind()) {
            case MULTIVARIANT_PLAYLIST, MEDIA_PLAYLIST, THUMBNAILS, CONTENT_KEY -> requireKnowledge();
            case SEGMENT, SUBTITLES, SPRITES -> {}
        }
        return admitted;
    }

    /**
     * For a right to download, which was verified already.
     *
     * @throws ProblemException {@code playback.revoked} or {@code dependency.unavailable}
     */
    public void admit(DownloadToken token) {
        requireStanding(token.rel(), token.userId(), token.sessionId(), token.issued());
        requireKnowledge();
    }

    /**
     * Before a right is given.
     *
     * @throws ProblemException {@code dependency.unavailable} while revocations may be missing
     */
    public void requireKnowledge() {
        if (!revocations.areCurrent()) {
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "What was revoked cannot be learnt at the moment.")
                    .retryAfter(RETRY);
        }
    }

    private void requireStanding(Rel rel, String userId, String sessionId, Instant issued) {
        if (revocations.covers(rel, userId, sessionId, issued)) {
            throw ProblemException.of(PlaybackProblem.REVOKED, PlaybackProblem.REVOKED.title());
        }
    }
}
