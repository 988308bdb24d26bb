package dev.estrade.playback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchedTests {
    private static final int LENGTH = 30_000;

    @Test
    void joinsWhatOverlapsOrTouches() {
        Watched watched = watched(new Range(10_000, 20_000), new Range(0, 5_000))
                .and(List.of(new Range(4_000, 6_000), new Range(20_000, 21_000), new Range(12_000, 13_000)));

        assertThat(watched.ranges()).containsExactly(new Range(0, 6_000), new Range(10_000, 21_000));
        assertThat(watched.length()).isEqualTo(17_000);
    }

    @Test
    void bridgesWhatAPlayerMissesAndNoMore() {
        assertThat(watched(new Range(0, 1_000), new Range(1_500, 2_000)).ranges())
                .containsExactly(new Range(0, 2_000));
        assertThat(watched(new Range(0, 1_000), new Range(1_501, 2_000)).ranges())
                .hasSize(2);
    }

    @Test
    void takesAMomentForNothing() {
        assertThat(watched(new Range(3_000, 3_000))).isEqualTo(Watched.NOTHING);
    }

    @Test
    void endsWhereTheLessonEnds() {
        Watched watched = watched(new Range(501, 2_000), new Range(9_000, 11_000), new Range(12_000, 13_000));

        assertThat(watched.within(10_000).ranges()).containsExactly(new Range(501, 2_000), new Range(9_000, 10_000));
        assertThat(watched.within(400)).isEqualTo(Watched.NOTHING);
    }

    @Test
    void reachesAnEdgeThatIsClose() {
        assertThat(watched(new Range(500, 9_500)).within(10_000).ranges()).containsExactly(new Range(0, 10_000));
        assertThat(watched(new Range(501, 9_499)).within(10_000).ranges()).containsExactly(new Range(501, 9_499));
    }

    @Test
    void bridgesTheSmallestGapsWhenThereAreTooMany() {
        // The gap before range i is 1000 + i, and the widest ones come first.
        List<Range> many = new ArrayList<>();
        long at = 0;
        for (int i = 700; i > 0; i--) {
            at += 1_000 + i;
            many.add(new Range(at, at + 10));
            at += 10;
        }
        Watched watched = Watched.NOTHING.and(many);

        assertThat(watched.ranges()).hasSize(Watched.MOST).startsWith(many.get(0));
        assertThat(watched.length())
                .isEqualTo(700 * 10
                        + LongStream.rangeClosed(1, 200).map(i -> 1_000 + i).sum());
    }

    @Test
    void bridgesOnlyAsManyAsItMustWhereAllGapsAreEqual() {
        List<Range> many = IntStream.range(0, Watched.MOST + 1)
                .mapToObj(i -> new Range(i * 2_000L, i * 2_000L + 100))
                .toList();

        assertThat(Watched.NOTHING.and(many).ranges()).hasSize(Watched.MOST);
    }

    /** However it is told, in one request or in many, it is what a bitmap of milliseconds would say. */
    @ParameterizedTest
    @MethodSource("seeds")
    void isTheUnionOfAllThatWasTold(long seed) {
        Random random = new Random(seed);
        List<Range> told = IntStream.range(0, 1 + random.nextInt(40))
                .mapToObj(i -> range(random))
                .toList();
        Watched atOnce = Watched.NOTHING.and(told);
        List<Range> shuffled = new ArrayList<>(told);
        Collections.shuffle(shuffled, random);
        Watched inParts = Watched.NOTHING;
        for (Range range : shuffled) {
            inParts = inParts.and(List.of(range));
        }

        assertThat(bits(atOnce.ranges())).isEqualTo(bridged(bits(told)));
        assertThat(inParts).isEqualTo(atOnce);
        assertThat(atOnce.and(told)).isEqualTo(atOnce);
        assertThat(atOnce.length()).isEqualTo(bits(atOnce.ranges()).cardinality());
        assertThat(bits(atOnce.within(LENGTH / 2).ranges()).length()).isLessThanOrEqualTo(LENGTH / 2);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static Range range(Random random) {
        long from = random.nextInt(LENGTH);
        return new Range(from, from + random.nextInt(1 + random.nextInt(2_000)));
    }

    private static BitSet bits(List<Range> ranges) {
        BitSet bits = new BitSet();
        ranges.forEach(range -> bits.set((int) range.from(), (int) range.to()));
        return bits;
    }

    private static BitSet bridged(BitSet bits) {
        BitSet bridged = (BitSet) bits.clone();
        for (int end = bits.nextClearBit(Math.max(0, bits.nextSetBit(0))); ; end = bits.nextClearBit(end)) {
            int next = bits.nextSetBit(end);
            if (next < 0) {
                return bridged;
            }
            if (next - end <= Watched.GAP) {
                bridged.set(end, next);
            }
            end = next;
        }
    }

    private static Watched watched(Range... ranges) {
        return Watched.NOTHING.and(List.of(ranges));
    }
}
