package dev.estrade.playback.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.playback.entitlement.Generation.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LessonTests {
    private static final Instant T = Instant.parse("2026-11-21T00:00:00Z");
    private static final Lesson UNKNOWN = Lesson.unknown(new Rel("t", "c", "m", "l1"));
    private static final Generation G1_PLAYABLE = Generation.stored("g1", 4, Status.PLAYABLE, T, 60);
    private static final Generation G1_READY = Generation.stored("g1", 9, Status.READY, T.plusSeconds(90), 60);
    private static final Generation G2_PLAYABLE = Generation.stored("g2", 3, Status.PLAYABLE, T.plusSeconds(60), 50);
    private static final Generation G3_FAILED = Generation.failed("g3", 2);

    @Test
    void playsTheNewestGenerationWhateverTheOrderOfEvents() {
        List<Generation> events = new ArrayList<>(List.of(G1_PLAYABLE, G1_READY, G2_PLAYABLE, G3_FAILED, G1_PLAYABLE));
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(events, new Random(seed));

            Lesson lesson = UNKNOWN;
            for (Generation event : events) {
                lesson = lesson.with(event);
            }

            assertThat(lesson.playing()).as("seed %d", seed).contains(G2_PLAYABLE);
        }
    }

    @Test
    void neverGoesBackToAnOlderVideoThatTookLonger() {
        List<Generation> events = new ArrayList<>(List.of(
                Generation.converting("old", T, null),
                Generation.converting("new", T.plusSeconds(10), null),
                Generation.stored("new", 4, Status.PLAYABLE, T.plusSeconds(20), 60),
                Generation.stored("old", 4, Status.PLAYABLE, T.plusSeconds(90), 60),
                Generation.stored("old", 9, Status.READY, T.plusSeconds(99), 60)));
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(events, new Random(seed));

            Lesson lesson = UNKNOWN;
            for (Generation event : events) {
                lesson = lesson.with(event);
            }

            assertThat(lesson.playing().map(Generation::id)).as("seed %d", seed).contains("new");
            assertThat(lesson.generation("old").map(Generation::status)).contains(Status.READY);
        }
    }

    @Test
    void neverPlaysARemovedGenerationWhateverTheOrderOfEvents() {
        List<Generation> events = new ArrayList<>(List.of(
                Generation.converting("g2", T.plusSeconds(50), null),
                G1_PLAYABLE,
                G2_PLAYABLE,
                Generation.stored("g2", 9, Status.READY, T.plusSeconds(99), 50),
                Generation.removed("g2", T.plusSeconds(70))));
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(events, new Random(seed));

            Lesson lesson = UNKNOWN;
            for (Generation event : events) {
                lesson = lesson.with(event).with(event);
            }

            assertThat(lesson.playing()).as("seed %d", seed).contains(G1_PLAYABLE);
            assertThat(lesson.generation("g2")).isEmpty();
        }
    }

    @Test
    void hasTheOriginalOfWhatPlaysWhateverTheOrderOfEvents() {
        Original first = new Original("a.mp4", "k1", "e1", 1, "mp4");
        Original second = new Original("b.mp4", "k2", "e2", 1, "mp4");
        List<Generation> events = new ArrayList<>(List.of(
                Generation.converting("g1", T, first),
                G1_PLAYABLE,
                G1_READY,
                Generation.converting("g2", T.plusSeconds(10), second),
                G3_FAILED));
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(events, new Random(seed));

            Lesson lesson = UNKNOWN;
            for (Generation event : events) {
                lesson = lesson.with(event).with(event);
            }

            assertThat(lesson.withOriginal().map(Generation::original))
                    .as("seed %d", seed)
                    .contains(first);
            assertThat(lesson.original("g2")).contains(second);
            assertThat(lesson.original("g3")).isEmpty();
            assertThat(lesson.with(G2_PLAYABLE).withOriginal().map(Generation::original))
                    .contains(second);
            Lesson removed = lesson.with(Generation.removed("g1", T)).with(events.get(0));
            assertThat(removed.withOriginal().map(Generation::original)).contains(second);
            assertThat(removed.original("g1")).isEmpty();
        }
    }

    @Test
    void hasTheNewestOriginalAsLongAsNothingPlays() {
        Original first = new Original("a.mp4", "k1", "e1", 1, "mp4");
        Original second = new Original("b.mp4", "k2", "e2", 1, "mp4");
        Lesson lesson = UNKNOWN.with(Generation.converting("g2", T.plusSeconds(10), second))
                .with(Generation.converting("g1", T, first))
                .with(Generation.failed("g2", 3));

        assertThat(lesson.withOriginal().map(Generation::original)).contains(second);
        assertThat(UNKNOWN.with(G1_READY).withOriginal()).isEmpty();
    }

    @Test
    void forgetsTombstonesOfBeforeAMoment() {
        Lesson lesson = UNKNOWN.with(G1_PLAYABLE).with(Generation.removed("g2", T));

        assertThat(lesson.withoutTombstones(T)).isSameAs(lesson);
        assertThat(lesson.withoutTombstones(T.plusSeconds(1)).generations()).containsExactly(G1_PLAYABLE);
    }

    @Test
    void countsNoRemovedVideoAmongThoseThatFailed() {
        Generation removed = Generation.removed("g1", T);

        assertThat(UNKNOWN.with(removed).failed()).isFalse();
        assertThat(UNKNOWN.with(removed).with(G3_FAILED).failed()).isTrue();
    }

    @Test
    void playsNothingOfWhatIsNotStored() {
        Lesson lesson = UNKNOWN.with(Generation.converting("g1", T, null)).with(G3_FAILED);

        assertThat(lesson.playing()).isEmpty();
        assertThat(lesson.generation("g1")).isEmpty();
        assertThat(lesson.generation("g3")).isEmpty();
        assertThat(lesson.failed()).isFalse();
    }

    @Test
    void keepsReadyAgainstALatePlayable() {
        assertThat(UNKNOWN.with(G1_READY).with(G1_PLAYABLE).playing())
                .hasValueSatisfying(playing -> assertThat(playing.status()).isEqualTo(Status.READY));
    }

    @Test
    void changesNothingWhenAnEventIsRepeated() {
        Lesson once = UNKNOWN.with(G1_PLAYABLE).with(G1_READY);

        assertThat(once.with(G1_READY).with(G1_PLAYABLE)).isEqualTo(once);
    }

    @Test
    void goesOnPlayingWhenANewGenerationFails() {
        assertThat(UNKNOWN.with(G1_READY).with(G3_FAILED).playing()).contains(G1_READY);
        assertThat(UNKNOWN.with(G1_READY).with(G3_FAILED).failed()).isFalse();
    }

    @Test
    void tellsConvertingFromFailed() {
        assertThat(UNKNOWN.failed()).isFalse();
        assertThat(UNKNOWN.playing()).isEmpty();
        assertThat(UNKNOWN.with(G3_FAILED).failed()).isTrue();
    }

    @Test
    void entitlesOwnersAndTheEnrolledOnly() {
        assertThat(new Access(UNKNOWN, "owner", false, false, null).entitles("owner"))
                .isTrue();
        assertThat(new Access(UNKNOWN, "owner", false, true, true).entitles("learner"))
                .isTrue();
        assertThat(new Access(UNKNOWN, "owner", false, true, false).entitles("learner"))
                .isFalse();
        assertThat(new Access(UNKNOWN, "owner", false, true, null).entitles("learner"))
                .isFalse();
        assertThat(new Access(UNKNOWN, "owner", false, false, true).entitles("learner"))
                .isFalse();
    }

    @Test
    void entitlesEverybodyWhereItIsOpen() {
        assertThat(new Access(UNKNOWN, "owner", true, false, null).entitles("stranger"))
                .isTrue();
        assertThat(new Access(UNKNOWN, "owner", true, false, false).entitles("stranger"))
                .isTrue();
    }
}
