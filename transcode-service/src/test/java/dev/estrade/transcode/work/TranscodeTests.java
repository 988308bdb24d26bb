package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EventType;
import dev.estrade.events.Rel;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Probes;
import dev.estrade.transcode.work.Removal.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscodeTests {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Transcode queued = Transcode.of(new Lesson(
            new Rel("t", "c", "m", "l"), "g", "t", new Lesson.Original("uploads/videos/g.mp4", "e", "mp4"), NOW, null));

    @Test
    void isTriedAgainAfterGrowingPausesThenFailsAndCanBeRetried() {
        List<Duration> pauses = new ArrayList<>();
        Transcode task = queued;
        Instant now = NOW;
        while (!task.status().isOver()) {
            task = task.leased(Work.PROBE, "w", now, now.plusSeconds(30));
            long fence = task.queue().fences();
            task = task.setBack(fence, now);
            Instant before = now;
            now = task.queue().lease(fence).map(Lease::until).orElse(before);
            pauses.add(Duration.between(before, now));
        }

        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(3L, 6L, 12L, 24L, 48L, 0L);
        assertThat(task.state().problem()).isEqualTo(TranscodeProblem.CONVERSION_FAILED);
        assertThat(task.pending()).extracting(OutgoingEvent::type).containsExactly(EventType.LESSON_FAILED.type());
        assertThat(task.retried().queue().next(null, now)).contains(Work.PROBE);
        assertThat(task.retried().queue().setbacks()).isZero();
    }

    @Test
    void failsAtOnceIfTheFileCannotBeRead() {
        Transcode probing = queued.leased(Work.PROBE, "w", NOW, NOW.plusSeconds(30));

        assertThat(probing.faulted(1, TranscodeProblem.NOT_MEDIA).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void forgetsSetbacksWithEverySegment() {
        assertThat(Queue.EMPTY.setBack().setBack().stored(List.of("480p"), 0, 0).setbacks())
                .isZero();
    }

    @Test
    void saysWhatItWaitsForUntilItGoesOn() {
        Transcode probing = queued.leased(Work.PROBE, "w", NOW, NOW.plusSeconds(30));
        Transcode waiting = probing.hindered(1, Hindrance.DISK, NOW.plusSeconds(10));

        assertThat(waiting.queue().hindrance()).isEqualTo(Hindrance.DISK);
        assertThat(waiting.queue().setbacks() + waiting.queue().faults()).isZero();
        assertThat(waiting.queue().next(null, NOW.plusSeconds(9))).isEmpty();
        assertThat(waiting.queue().next(null, NOW.plusSeconds(11))).contains(Work.PROBE);
        assertThat(waiting.queue().stored(List.of("480p"), 0, 0).hindrance()).isNull();
    }

    @Test
    void isErasedStepByStepAndTellsOnce() {
        Transcode removed =
                queued.leased(Work.PROBE, "w", NOW, NOW.plusSeconds(30)).removed(NOW);

        Transcode unreadable = removed.erased(Step.KEY, NOW);
        Transcode erased = unreadable.erased(Step.RENDITIONS, NOW.plusSeconds(60));

        assertThat(removed.state().removal()).isEqualTo(new Removal(Step.KEY, NOW));
        assertThat(erased.state().removal()).isEqualTo(new Removal(Step.STRAYS, NOW.plusSeconds(60)));
        assertThat(erased.pending())
                .extracting(OutgoingEvent::type)
                .containsExactly(EventType.GENERATION_ERASED.type());
        assertThat(erased.erased(Step.RENDITIONS, NOW)).isSameAs(erased);
        assertThat(erased.removed(NOW)).isSameAs(erased);
        assertThat(erased.postponed(new Removal(Step.RENDITIONS, NOW), NOW)).isSameAs(erased);
    }

    @Test
    void takesNothingFromAWorkerOnceItIsRemoved() {
        Transcode removed =
                queued.leased(Work.PROBE, "w", NOW, NOW.plusSeconds(30)).removed(NOW);

        assertThat(removed.holds(1)).isFalse();
        assertThat(removed.renewed(1, NOW.plusSeconds(60))).isSameAs(removed);
        assertThat(removed.faulted(1, TranscodeProblem.NOT_MEDIA)).isSameAs(removed);
        assertThat(removed.setBack(1, NOW)).isSameAs(removed);
    }

    @Test
    void countsNoPosterAmongTheSegments() {
        Queue done = Queue.EMPTY.stored(List.of("240p", "poster"), 0, 0);
        Plan plan = Plan.of(Probes.silent(320, 240, 4));

        assertThat(done.hasPoster()).isTrue();
        assertThat(done.percent(plan)).isEqualTo(100);
    }
}
