package dev.estrade.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.events.SegmentWanted;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentWishesTests {
    private static final Rel REL = new Rel("t", "c", "m", "l1");

    private long now;
    private final RecentWishes wishes = new RecentWishes(() -> now);

    @Test
    void tellsTheSameWishOnceInTwoSeconds() {
        assertThat(wishes.add(wish("g1", 7))).isTrue();
        pass(Duration.ofMillis(1900));
        assertThat(wishes.add(wish("g1", 7))).isFalse();
        pass(Duration.ofMillis(200));
        assertThat(wishes.add(wish("g1", 7))).isTrue();
    }

    @Test
    void tellsTenWishesOfAGenerationInTwoSecondsHoweverManyThereAre() {
        assertThat(told("g1", 0, 5000)).isEqualTo(10);
        assertThat(told("g2", 0, 5000)).as("another generation").isEqualTo(10);

        pass(Duration.ofMillis(1900));
        assertThat(told("g1", 5000, 5000)).isZero();
        pass(Duration.ofMillis(200));
        assertThat(told("g1", 5000, 5000)).isEqualTo(10);
    }

    @Test
    void tellsLaterWhatWasTooMuch() {
        told("g1", 0, 10);
        pass(Duration.ofMillis(1000));
        assertThat(wishes.add(wish("g1", 99))).isFalse();

        pass(Duration.ofMillis(1100));
        assertThat(wishes.add(wish("g1", 99))).isTrue();
    }

    @Test
    void countsTheSameWishOnce() {
        IntStream.range(0, 1000).forEach(i -> wishes.add(wish("g1", 7)));

        assertThat(told("g1", 100, 100)).isEqualTo(9);
    }

    private long told(String generation, int from, int count) {
        return IntStream.range(from, from + count)
                .filter(segment -> wishes.add(wish(generation, segment)))
                .count();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static SegmentWanted wish(String generation, int segment) {
        return new SegmentWanted(REL, generation, "480p", segment);
    }
}
