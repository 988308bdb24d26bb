package dev.estrade.upload.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EventType;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.upload.claim.Claim.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTests {
    private final Claim open = Claim.of(new FormationSubmitted(
            "f1",
            0,
            "trainer",
            false,
            List.of(new LessonVideo("u1", new Rel("trainer", "f1", "m1", "l1"))),
            "f1",
            List.of()));

    @Test
    void isDecidedOnceAndSaysSoOnce() {
        Claim claimed = open.decided(List.of(), List.of());

        assertThat(claimed.decision()).isEqualTo(Decision.CLAIMED);
        assertThat(claimed.pending()).extracting(OutgoingEvent::type).containsExactly(EventType.UPLOADS_CLAIMED.type());
        assertThat(claimed.decided(List.of(), List.of(refusal()))).isSameAs(claimed);
    }

    @Test
    void isRejectedByOneRefusalAndThenHasUploadsToRelease() {
        Claim rejected = open.decided(List.of(), List.of(refusal()));

        assertThat(rejected.decision()).isEqualTo(Decision.REJECTED);
        assertThat(rejected.followedUp()).isFalse();
        assertThat(rejected.pending())
                .extracting(OutgoingEvent::type)
                .containsExactly(EventType.UPLOADS_REJECTED.type());
        assertThat(rejected.followedUp(Decision.REJECTED).followedUp()).isTrue();
    }

    @Test
    void isAbandonedFromAnyStateAndNeverClaimedAfter() {
        Claim abandoned = open.decided(List.of(), List.of()).abandoned();

        assertThat(abandoned.decision()).isEqualTo(Decision.ABANDONED);
        assertThat(abandoned.followedUp()).isFalse();
        assertThat(Claim.of(new FormationAbandoned("f1", 2, "f1"))
                        .decided(List.of(), List.of())
                        .decision())
                .isEqualTo(Decision.ABANDONED);
    }

    private static RejectedUpload refusal() {
        return new RejectedUpload("u1", "upload.unknown", "no");
    }
}
