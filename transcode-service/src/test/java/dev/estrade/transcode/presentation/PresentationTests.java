package dev.estrade.transcode.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EventType;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.presentation.Presentation.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentationTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(30);

    private final Presentation waiting = Presentation.of(uploaded(3));
    private final Presentation mine = waiting.taken(LATER);

    @Test
    void isReadyOnceItsWorkerSaysSo() {
        Presentation ready = mine.ready(mine, 7, 1.5, "poster");

        assertThat(ready.status()).isEqualTo(Status.READY);
        assertThat(types(ready)).containsExactly(EventType.PRESENTATION_READY.type());
        assertThat(ready.pending().get(0).body()).contains("\"poster_key\":\"poster\"");
        assertThat(ready.ready(mine, 7, 1.5, "poster")).isSameAs(ready);
    }

    @Test
    void takesANewerUploadOnly() {
        assertThat(mine.replacedBy(uploaded(3))).isSameAs(mine);
        assertThat(mine.replacedBy(uploaded(2))).isSameAs(mine);

        Presentation replaced = mine.ready(mine, 7, 1.5, null).replacedBy(uploaded(4));

        assertThat(replaced.status()).isEqualTo(Status.WAITING);
        assertThat(replaced.upload().videoId()).isEqualTo("v4");
    }

    @Test
    void keepsTheTurnOfWhoeverWorksOnAnOlderUploadUntilHeNotices() {
        Presentation replaced = mine.replacedBy(uploaded(4));

        assertThat(replaced.isStillFor(mine)).isFalse();
        assertThat(replaced.turn().until()).isEqualTo(LATER);
        assertThat(replaced.ready(mine, 7, 1.5, null).pending()).isEmpty();
        assertThat(replaced.leftBy(mine).turn().until()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void isMadeAgainWhenTwoMayHaveWritten() {
        Presentation theirs = mine.taken(LATER);
        Presentation ready = theirs.ready(theirs, 7, 1.5, null);

        assertThat(ready.ready(mine, 9, 1.5, null).status()).isEqualTo(Status.WAITING);
        assertThat(theirs.leftBy(mine)).isSameAs(theirs);
    }

    @Test
    void failsForAFaultOfTheFileAtOnce() {
        Presentation failed = mine.failed(mine, TranscodeProblem.NOT_MEDIA);

        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.pending())
                .singleElement()
                .satisfies(event -> assertThat(event.body()).contains("media.not_media"));
    }

    @Test
    void isGivenUpAfterTooManyTurnsThatNeverEnded() {
        Presentation killed = waiting;
        for (int i = 0; i < 5; i++) {
            killed = killed.taken(LATER);
            assertThat(killed.status()).isEqualTo(Status.WAITING);
        }

        assertThat(killed.taken(LATER).status()).isEqualTo(Status.FAILED);
        assertThat(killed.setBack(killed, NOW).pending())
                .singleElement()
                .satisfies(event -> assertThat(event.body()).contains("media.conversion_failed"));
    }

    @Test
    void waitsForADependencyWithoutEnd() {
        Presentation presentation = waiting;
        for (int i = 0; i < 50; i++) {
            presentation = presentation.taken(LATER);
            presentation = presentation.postponed(presentation, NOW);
        }

        assertThat(presentation.status()).isEqualTo(Status.WAITING);
        assertThat(presentation.turn().attempts()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"v3, REMOVED, v3", "v2, WAITING, v3", "v1, WAITING, v3"})
    void comesToTheSameWhateverTheOrderOfUploadsAndRemoval(String removed, Status end, String newest) {
        List<UnaryOperator<Presentation>> events = new ArrayList<>(List.of(
                known -> known.replacedBy(uploaded(1)),
                known -> known.replacedBy(uploaded(2)),
                known -> known.replacedBy(uploaded(3)),
                known -> known.without(removed)));
        for (int seed = 0; seed < 100; seed++) {
            Collections.shuffle(events, new Random(seed));
            Presentation presentation = Presentation.removed("courses/c1", "v0");
            for (UnaryOperator<Presentation> event : events) {
                presentation = event.apply(event.apply(presentation));
            }

            assertThat(presentation.status()).as("seed %d", seed).isEqualTo(end);
            assertThat(presentation.upload().videoId()).isEqualTo(newest);
        }
    }

    @Test
    void isErasedInTurnsUntilNothingCanComeAnyMore() {
        Presentation removed = mine.without("v3");
        assertThat(removed.ready(mine, 7, 1.5, null).pending()).isEmpty();
        assertThat(removed.turn().until()).as("whoever is at work ends first").isEqualTo(LATER);

        Presentation turn = removed.leftBy(mine).taken(LATER);
        Presentation erased = turn.erased(turn, NOW, LATER);
        Presentation again = erased.taken(LATER);
        Presentation gone = again.erased(again, NOW, LATER);

        assertThat(erased.status()).isEqualTo(Status.ERASED);
        assertThat(erased.turn().until()).isEqualTo(LATER);
        assertThat(gone.status()).isEqualTo(Status.GONE);
        assertThat(gone.turn().until()).isEqualTo(NOW.plusSeconds(24 * 3600));
        assertThat(gone.leftBy(mine).status()).as("a late writer").isEqualTo(Status.REMOVED);
        assertThat(gone.replacedBy(uploaded(4)).status()).isEqualTo(Status.WAITING);
        assertThat(gone.replacedBy(uploaded(4)).turn().until()).isEqualTo(Instant.EPOCH);
        assertThat(gone.taken(LATER).replacedBy(uploaded(4)).turn().until()).isEqualTo(LATER);
    }

    @Test
    void isMadeAgainWhenItWasErasedLate() {
        Presentation removed = waiting.without("v3").taken(LATER);
        Presentation replaced = removed.replacedBy(uploaded(4)).taken(LATER);
        Presentation ready = replaced.ready(replaced, 7, 1.5, null);

        assertThat(ready.erased(removed, NOW, LATER).status()).isEqualTo(Status.WAITING);
    }

    private static List<String> types(Presentation presentation) {
        return presentation.pending().stream().map(OutgoingEvent::type).toList();
    }

    private static PresentationUploaded uploaded(long version) {
        return new PresentationUploaded(
                "courses/c1",
                version,
                "v" + version,
                "uploads/videos/x.mp4",
                "e",
                1,
                "mp4",
                "presentation_videos/courses/c1/presentation.mp4",
                null);
    }
}
