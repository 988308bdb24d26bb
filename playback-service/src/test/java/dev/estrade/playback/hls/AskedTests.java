package dev.estrade.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LivePlace;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Generation;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.problem.CommonProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTests {

    @ParameterizedTest
    @ValueSource(strings = {"480p/segment_007.ts", "audio/segment_007.ts", "subtitles/segment_000.vtt"})
    void isWorthAWaitWhileItIsMade(String file) {
        assertThat(asked(file, Status.PLAYABLE).isWorthAWait()).isTrue();
        assertThat(asked(file, Status.READY).isWorthAWait()).isFalse();
    }

    /** Nobody encodes it for the asking. */
    @Test
    void isNotWorthAWaitInALive() {
        Asked segment = asked(HlsPath.folder(LivePlace.stream("7")), "480p/segment_007.ts", Status.PLAYABLE);

        assertThat(segment.isWorthAWait()).isFalse();
        assertThat(segment.missing().code()).isEqualTo(PlaybackProblem.NOT_READY);
        assertThat(asked("/hls2/t/live/7/r1/", "480p/segment_007.ts", Status.PLAYABLE)
                        .isWorthAWait())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sprites/thumbnails.vtt",
                "sprites/sheet_000.jpg",
                "480p/iframes.m3u8",
                "480p/index.m3u8",
                "output.m3u8",
                "enc.key"
            })
    void isNotWorthAWaitIfItIsThereFromTheBeginningOrAtTheEnd(String file) {
        assertThat(asked(file, Status.PLAYABLE).isWorthAWait()).isFalse();
        assertThat(asked(file, Status.READY).isWorthAWait()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"480p/segment_007.ts", "480p/iframes.m3u8", "sprites/sheet_000.jpg"})
    void mayBeAskedForAgainUntilTheLessonIsReady(String file) {
        assertThat(asked(file, Status.PLAYABLE).missing().code()).isEqualTo(PlaybackProblem.NOT_READY);
        assertThat(asked(file, Status.READY).missing().code()).isEqualTo(CommonProblem.NOT_FOUND);
    }

    private static Asked asked(String file, Status status) {
        return asked("/hls2/t/c/m/l1/", file, status);
    }

    private static Asked asked(String folder, String file, Status status) {
        HlsPath path = HlsPath.parse(folder + file).orElseThrow();
        return new Asked(path, new Generation("g1", 4, status, null, 60, null, null, null), true);
    }
}
