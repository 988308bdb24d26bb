package dev.estrade.transcode.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EventType;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.presentation.Presentation.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresentationTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(30);

    private final Presentation waiting = Presentation.of(uploaded(3));
    private final Presentation mine = waiting.taken(LATER);

    @Test
    void isReadyOnceItsWorkerSaysSo() {
        Presentation ready = mine.ready(mine, 7, 1.5);

        assertThat(ready.status()).isEqualTo(Status.READY);
        assertThat(types(ready)).containsExactly(EventType.PRESENTATION_READY.type());
        assertThat(ready.ready(mine, 7, 1.5)).isSameAs(ready);
    }

    @Test
    void takesANewerUploadOnly() {
        assertThat(mine.replacedBy(uploaded(3))).isSameAs(mine);
        assertThat(mine.replacedBy(uploaded(2))).isSameAs(mine);

        Presentation replaced = mine.ready(mine, 7, 1.5).replacedBy(uploaded(4));

        assertThat(replaced.status()).isEqualTo(Status.WAITING);
        assertThat(replaced.upload().videoId()).isEqualTo("v4");
    }

    @Test
    void keepsTheTurnOfWhoeverWorksOnAnOlderUploadUntilHeNotices() {
        Presentation replaced = mine.replacedBy(uploaded(4));

        assertThat(replaced.isStillFor(mine)).isFalse();
        assertThat(replaced.turn().until()).isEqualTo(LATER);
        assertThat(replaced.ready(mine, 7, 1.5).pending()).isEmpty();
        assertThat(replaced.leftBy(mine).turn().until()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void isMadeAgainWhenTwoMayHaveWritten() {
        Presentation theirs = mine.taken(LATER);
        Presentation ready = theirs.ready(theirs, 7, 1.5);

        assertThat(ready.ready(mine, 9, 1.5).status()).isEqualTo(Status.WAITING);
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
