package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Probes;
import dev.estrade.transcode.plan.Renditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueTests {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(30);
    private static final Plan PLAN = Plan.of(Probes.of(1280, 720, Probes.THIRTY, Probes.THIRTY, 30));

    @Test
    void beginsWithTheProbe() {
        Queue queue = Queue.EMPTY;

        assertThat(queue.next(null, NOW)).contains(Work.PROBE);
        assertThat(queue.leased(Work.PROBE, "w", NOW, LATER).next(null, NOW)).isEmpty();
    }

    @Test
    void givesOutWhatAViewerNeedsFirst() {
        List<String> order = new ArrayList<>();
        Queue queue = Queue.EMPTY;
        for (Optional<Work> next = queue.next(PLAN, NOW); next.isPresent(); next = queue.next(PLAN, NOW)) {
            Work work = next.get();
            order.add(work.kind() + " " + work.first() + "-" + work.last() + " " + String.join(",", work.rungs()));
            queue = queue.leased(work, "w", NOW, LATER);
        }

        assertThat(order)
                .containsExactly(
                        "FIRST_PICTURE 0-0 480p",
                        "AUDIO 0-0 ",
                        "FIRST_LADDER 0-0 720p,360p,240p",
                        "REST 1-7 720p,480p,360p,240p");
    }

    @Test
    void givesOutTheRestOfAChunkWhoseWorkerDied() {
        List<String> rungs = List.of("720p", "480p", "360p", "240p");
        Queue begun = Queue.EMPTY
                .stored(rungs, 0, 0)
                .stored(List.of(Renditions.AUDIO), 0, 7)
                .leased(new Work(Work.Kind.REST, 1, 7, rungs), "killed", NOW, LATER)
                .stored(rungs, 1, 1)
                .stored(rungs, 2, 2);

        assertThat(begun.next(PLAN, LATER.plusSeconds(1))).contains(new Work(Work.Kind.REST, 3, 7, rungs));
    }

    @Test
    void givesOutAgainWhatAnEndedLeaseHeld() {
        Work first = Queue.EMPTY.next(PLAN, NOW).orElseThrow();
        Queue queue = Queue.EMPTY.leased(first, "killed", NOW, LATER);

        Instant afterwards = LATER.plus(Duration.ofSeconds(1));

        assertThat(queue.next(PLAN, afterwards)).contains(first);
        assertThat(queue.leased(first, "other", afterwards, afterwards.plusSeconds(30))
                        .lease(1))
                .isEmpty();
    }

    @Test
    void isPlayableWithTheFirstPictureAndTheFirstSound() {
        Queue picture = Queue.EMPTY.stored(List.of("480p"), 0, 0);

        assertThat(picture.isPlayable(PLAN)).isFalse();
        assertThat(picture.stored(List.of(Renditions.AUDIO), 0, 0).isPlayable(PLAN))
                .isTrue();
    }

    @Test
    void isCompleteWithEverySegmentOfEveryRendition() {
        List<String> all = List.of("720p", "480p", "360p", "240p", Renditions.AUDIO);
        Queue lacking = Queue.EMPTY.stored(all, 0, 6).stored(all.subList(0, 4), 7, 7);

        assertThat(lacking.isComplete(PLAN)).isFalse();
        assertThat(lacking.percent(PLAN)).isEqualTo(97);
        Queue encoded = lacking.stored(all, 7, 7);
        assertThat(encoded.isComplete(PLAN)).isFalse();
        assertThat(encoded.next(PLAN, NOW)).contains(Work.PACKAGE);
        assertThat(encoded.leased(Work.PACKAGE, "w", NOW, LATER).next(PLAN, NOW))
                .isEmpty();
        assertThat(encoded.stored(List.of(Renditions.PACKAGE), 0, 0).isComplete(PLAN))
                .isTrue();
    }

    @Test
    void putsWhatAViewerWaitsForBeforeTheRest() {
        Queue begun = Queue.EMPTY.stored(List.of("480p", Renditions.AUDIO), 0, 7);
        Queue asked = begun.wanted("720p", 5, NOW).wanted("360p", 2, NOW.plusSeconds(1));

        Work first = asked.next(PLAN, NOW.plusSeconds(2)).orElseThrow();

        assertThat(first).isEqualTo(new Work(Work.Kind.URGENT, 5, 5, List.of("720p")));
        assertThat(first.isExpress()).isTrue();
        Queue leased = asked.leased(first, "w", NOW, LATER);
        Work second = leased.next(PLAN, NOW.plusSeconds(2)).orElseThrow();
        assertThat(second.first()).isEqualTo(2);
        assertThat(leased.wanted("240p", 7, NOW)
                        .leased(second, "v", NOW, LATER)
                        .next(PLAN, NOW.plusSeconds(2))
                        .orElseThrow()
                        .kind())
                .as("two at a time")
                .isEqualTo(Work.Kind.FIRST_LADDER);
        assertThat(leased.stored(List.of("720p"), 5, 5).wishes())
                .extracting(Queue.Wish::segment)
                .containsExactly(2);
        assertThat(asked.next(PLAN, NOW.plusSeconds(60)).orElseThrow().kind()).isEqualTo(Work.Kind.FIRST_LADDER);
    }

    @Test
    void keepsWishesFewAndFresh() {
        Queue asked = Queue.EMPTY.stored(List.of("480p"), 3, 3);
        assertThat(asked.wanted("480p", 3, NOW)).isSameAs(asked);
        Queue once = asked.wanted("480p", 4, NOW);
        assertThat(once.wanted("480p", 4, NOW.plusSeconds(2))).isSameAs(once);
        assertThat(once.wanted("480p", 4, NOW.plusSeconds(8)).wishes()).hasSize(1);

        Queue many = once;
        for (int i = 0; i < 200; i++) {
            many = many.wanted("360p", i, NOW.plusMillis(i));
        }

        assertThat(many.wishes())
                .hasSize(50)
                .last()
                .extracting(Queue.Wish::segment)
                .isEqualTo(199);
    }

    @Test
    void callsBriefWhatNeverHoldsAWorkerForLong() {
        assertThat(Arrays.stream(Work.Kind.values())
                        .map(kind -> new Work(kind, 0, 0, List.of()))
                        .filter(Work::isBrief))
                .extracting(Work::kind)
                .containsExactly(Work.Kind.URGENT, Work.Kind.PROBE, Work.Kind.FIRST_PICTURE);
        assertThat(Work.AUDIO.isExpress()).isTrue();
        assertThat(Work.SUBTITLES.isExpress()).isFalse();
    }

    @Test
    void encodesAWishAlthoughItIsAmongOthersInTheBackground() {
        Work background = new Work(Work.Kind.REST, 4, 6, List.of("720p", "480p", "360p", "240p"));
        Queue queue = Queue.EMPTY
                .stored(List.of("480p", Renditions.AUDIO), 0, 7)
                .leased(background, "w", NOW, LATER)
                .wanted("720p", 5, NOW);

        assertThat(queue.next(PLAN, NOW).orElseThrow().kind()).isEqualTo(Work.Kind.URGENT);
    }
}
