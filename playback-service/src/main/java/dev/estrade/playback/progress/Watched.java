package dev.estrade.playback.progress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parts of a lesson that were watched.
 *
 * @param ranges in order, none empty, each two further apart than {@link #GAP}; {@link #MOST} at most
 */
record Watched(List<Range> ranges) {
    static final Watched NOTHING = new Watched(List.of());

    /** Milliseconds; players look at their clock several times a second, and what they miss was watched all the same. */
    static final long GAP = 500;

    /** Beyond it the closest neighbours become one, so that a document stays small and no watched time is lost. */
    static final int MOST = 500;

    /** The union, in whatever order the parts come. */
    Watched and(Collection<Range> more) {
        List<Range> sorted = Stream.concat(ranges.stream(), more.stream())
                .filter(range -> range.length() > 0)
                .sorted(Comparator.comparingLong(Range::from))
                .toList();
        return new Watched(bounded(joined(sorted, (last, next) -> next.from() - last.to() <= GAP)));
    }

    /** What of it is in a lesson that is so many milliseconds long; who came close to an edge has reached it. */
    Watched within(long duration) {
        List<Range> inside = ranges.stream()
                .map(range -> range.before(duration))
                .filter(range -> range.length() > 0)
                .map(range -> new Range(
                        range.from() <= GAP ? 0 : range.from(), duration - range.to() <= GAP ? duration : range.to()))
                .toList();
        return new Watched(inside);
    }

    /** Milliseconds. */
    long length() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    private static List<Range> bounded(List<Range> apart) {
        if (apart.size() <= MOST) {
            return apart;
        }
        Set<Range> close = IntStream.range(1, apart.size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        i -> apart.get(i).from() - apart.get(i - 1).to()))
                .limit(apart.size() - MOST)
                .map(apart::get)
                .collect(Collectors.toSet());
        return joined(apart, (last, next) -> close.contains(next));
    }

    private static List<Range> joined(List<Range> sorted, BiPredicate<Range, Range> belong) {
        List<Range> joined = new ArrayList<>();
        for (Range next : sorted) {
            int last = joined.size() - 1;
            if (last >= 0 && belong.test(joined.get(last), next)) {
                joined.set(last, joined.get(last).with(next));
            } else {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }
}
