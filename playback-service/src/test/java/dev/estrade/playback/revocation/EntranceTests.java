package dev.estrade.playback.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.origin.AllowedOrigins;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class EntranceTests {
    private static final Rel REL = new Rel("t", "c", "m", "l1");
    private static final Instant NOW = Instant.now();

    private long nanos = 77;
    private final Revocations revocations = new Revocations(Clock.systemUTC(), () -> nanos);
    private final PlaybackTokens tokens = new PlaybackTokens(
            new KeyedSecrets("k1:" + Base64.getEncoder().encodeToString(new byte[32])), Clock.systemUTC());
    private final Entrance entrance = new Entrance(
            new PlaybackDoor(tokens, new AllowedOrigins(URI.create("https://video.example"), List.of())), revocations);

    @ParameterizedTest
    @ValueSource(strings = {"output.m3u8", "480p/index.m3u8", "enc.key", "sprites/thumbnails.vtt"})
    void letsNothingThatOpensALessonPassWithoutKnowledge(String file) {
        assertThat(refusal(() -> admit(file))).isEqualTo(CommonProblem.UNAVAILABLE);

        revocations.completeAsOf(nanos);
        assertThatCode(() -> admit(file)).doesNotThrowAnyException();
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(refusal(() -> admit(file))).isEqualTo(CommonProblem.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"480p/segment_000.ts", "subtitles/segment_000.vtt", "sprites/sheet_000.jpg"})
    void letsTheRestPassUnlessItIsKnownToBeRevoked(String file) {
        assertThatCode(() -> admit(file)).doesNotThrowAnyException();

        revocations.add(Revoked.session("s1", null, NOW));
        assertThat(refusal(() -> admit(file))).isEqualTo(PlaybackProblem.REVOKED);
    }

    @Test
    void refusesDownloadsThatAreOrMayBeRevoked() {
        DownloadToken token = new DownloadToken(REL, "g1", "u", "f.mp4", "s1", NOW, NOW.plusSeconds(900));
        assertThat(refusal(() -> entrance.admit(token))).isEqualTo(CommonProblem.UNAVAILABLE);

        revocations.completeAsOf(nanos);
        assertThatCode(() -> entrance.admit(token)).doesNotThrowAnyException();
        revocations.add(Revoked.user("u", "t", NOW));
        assertThat(refusal(() -> entrance.admit(token))).isEqualTo(PlaybackProblem.REVOKED);
    }

    private void admit(String file) {
        String path = "/hls2/" + REL + "/" + file;
        PlaybackToken right =
                new PlaybackToken(Kind.OPENING, REL, "u", Platform.MOBILE, "s1", NOW, NOW.plusSeconds(600));
        ServerHttpRequest request = MockServerHttpRequest.get(path)
                .header("Authorization", "Bearer " + tokens.issue(right))
                .build();
        entrance.admit(request, HlsPath.parse(path).orElseThrow());
    }

    private static ProblemCode refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).code();
    }
}
