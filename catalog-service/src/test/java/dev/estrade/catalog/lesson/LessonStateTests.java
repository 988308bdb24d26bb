package dev.estrade.catalog.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.Rel;
import org.junit.jupiter.api.Test;

class LessonStateTests {

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
        assertThat(state("g2", 0, Status.QUEUED, 0).supersedes(ready)).isTrue();
    }

    @Test
    void neverGoesBackInProgressWithinAGeneration() {
        LessonState encoding = state("g1", 3, Status.ENCODING, 40);

        assertThat(state("g1", 4, Status.PLAYABLE, 0).after(encoding).progress())
                .isEqualTo(40);
        assertThat(state("g2", 0, Status.QUEUED, 0).after(encoding).progress()).isZero();
    }

    private static LessonState state(String generation, long version, Status status, int progress) {
        return new LessonState("l1", new Rel("t", "c", "m", "l1"), generation, version, status, progress, null, null);
    }
}
