package dev.estrade.catalog.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.Rel;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LessonStateTests {
    private static final Rel REL = new Rel("t", "c", "m", "l1");

    @Test
    void takesNewsAndLeavesWhatIsOlder() {
        LessonState encoding = state("g1", 3, Status.ENCODING, 40);

        assertThat(state("g1", 4, Status.READY, 100).supersedes(encoding)).isTrue();
        assertThat(state("g1", 3, Status.ENCODING, 41).supersedes(encoding)).isTrue();
        assertThat(state("g1", 3, Status.ENCODING, 39).supersedes(encoding)).isFalse();
        assertThat(state("g1", 2, Status.PROBING, 0).supersedes(encoding)).isFalse();
    }

    @Test
    void neverTakesBackAnEnd() {
        LessonState ready = state("g1", 4, Status.READY, 100);

        assertThat(state("g1", 4, Status.ENCODING, 100).supersedes(ready)).isFalse();
    }

    @Test
    void neverGoesBackInProgress() {
        LessonState encoding = state("g1", 3, Status.ENCODING, 40);

        assertThat(state("g1", 4, Status.PLAYABLE, 0).after(encoding).progress())
                .isEqualTo(40);
    }

    @Test
    void keepsGenerationsAndPlacesApart() {
        Rel elsewhere = new Rel("t", "c2", "m", "l1");

        assertThat(LessonState.idOf(REL, "g1"))
                .isNotEqualTo(LessonState.idOf(REL, "g2"))
                .isNotEqualTo(LessonState.idOf(elsewhere, "g1"));
    }

    private static LessonState state(String generation, long version, Status status, int progress) {
        return new LessonState(
                LessonState.idOf(REL, generation),
                REL,
                generation,
                version,
                status,
                progress,
                Instant.EPOCH,
                LessonState.Known.NOTHING);
    }
}
