package dev.estrade.transcode.work;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * What of a lesson is done, what is being done, and what comes next.
 *
 * @param done by rendition
 * @param leases that may have ended; whoever takes work drops those
 * @param wishes of viewers, the newest last
 * @param fences given so far
 * @param faults of the media, in pieces of work that may be tried again
 * @param setbacks through no fault of the media, since a segment was last stored
 * @param hindrance what kept the last piece of work from being done; null if it was done
 */
public record Queue(
        Map<String, SegmentSet> done,
        List<Lease> leases,
        List<Wish> wishes,
        long fences,
        int faults,
        int setbacks,
        @Nullable Hindrance hindrance) {
    static final Queue EMPTY = new Queue(Map.of(), List.of(), List.of(), 0, 0, 0, null);

    /**
     * Each chunk starts an encoder and decodes what lies between a key frame and its beginning: pieces of three took a
     * tenth more of the CPU. A killed worker loses what it has of one segment, as the others are stored already.
     */
    private static final int MOST_IN_CHUNK = 7;

    private static final int MOST_WISHES = 50;
    /** Whoever asks for all of a lesson does not get all workers. */
    private static final int MOST_URGENT = 2;

    /** A viewer's request waits for 8 s, and his player asks a few times. */
    static final Duration WAITS = Duration.ofSeconds(30);

    private static final Duration REPEATED = Duration.ofSeconds(5);

    /** A segment for which somebody waits, as far as is known. */
    record Wish(String rung, int segment, Instant at) {
        boolean isFor(String otherRung, int otherSegment) {
            return rung.equals(otherRung) && segment == otherSegment;
        }
    }

    /** As stored. Documents of earlier builds have neither setbacks nor wishes. */
    @PersistenceCreator
    static Queue read(
            Map<String, SegmentSet> done,
            List<Lease> leases,
            @Nullable List<Wish> wishes,
            long fences,
            int faults,
            @Nullable Integer setbacks,
            @Nullable Hindrance hindrance) {
        return new Queue(
                done,
                leases,
                wishes == null ? List.of() : wishes,
                fences,
                faults,
                setbacks == null ? 0 : setbacks,
                hindrance);
    }

    /** The most wanted piece that nobody works on. @param plan null before the probe */
    Optional<Work> next(@Nullable Plan plan, Instant now) {
        Queue current = withoutEnded(now);
        if (plan == null) {
            return current.leases.isEmpty() ? Optional.of(Work.PROBE) : Optional.empty();
        }
        return current.urgent(now)
                .or(() -> current.firstPicture(plan))
                .or(() -> current.whole(Work.AUDIO, plan.soundRenditions(), plan.segments()))
                .or(() -> current.firstLadder(plan))
                .or(() -> current.whole(Work.SUBTITLES, plan.subtitleRenditions(), 1))
                .or(() -> current.nextChunk(plan))
                .or(() -> current.hasAll(plan)
                        ? current.whole(Work.PACKAGE, List.of(Renditions.PACKAGE), 1)
                        : Optional.empty());
    }

    Queue leased(Work work, String worker, Instant now, Instant until) {
        Queue current = withoutEnded(now);
        List<Lease> more = new ArrayList<>(current.leases);
        more.add(new Lease(fences + 1, work, worker, until));
        return new Queue(done, List.copyOf(more), wishes, fences + 1, faults, setbacks, hindrance);
    }

    Optional<Lease> lease(long fence) {
        return leases.stream().filter(lease -> lease.fence() == fence).findFirst();
    }

    Queue withLease(long fence, UnaryOperator<Lease> change) {
        List<Lease> changed = leases.stream()
                .map(lease -> lease.fence() == fence ? change.apply(lease) : lease)
                .toList();
        return with(changed);
    }

    Queue released(long fence) {
        List<Lease> others =
                leases.stream().filter(lease -> lease.fence() != fence).toList();
        return with(others);
    }

    Queue releasedBy(String worker) {
        List<Lease> others =
                leases.stream().filter(lease -> !lease.worker().equals(worker)).toList();
        return with(others);
    }

    Queue faulted() {
        return new Queue(done, leases, wishes, fences, faults + 1, setbacks, hindrance);
    }

    Queue setBack() {
        return new Queue(done, leases, wishes, fences, faults, setbacks + 1, Hindrance.RUN);
    }

    Queue unhindered() {
        return new Queue(done, leases, wishes, fences, faults, setbacks, null);
    }

    Queue hindered(Hindrance why) {
        return new Queue(done, leases, wishes, fences, faults, setbacks, why);
    }

    Queue stored(List<String> renditions, int first, int last) {
        Map<String, SegmentSet> more = new LinkedHashMap<>(done);
        for (String rendition : renditions) {
            more.put(rendition, of(rendition).with(first, last));
        }
        List<Wish> left = wishes.stream()
                .filter(wish ->
                        !more.getOrDefault(wish.rung(), SegmentSet.EMPTY).contains(wish.segment()))
                .toList();
        boolean grown = !more.equals(done);
        return new Queue(more, leases, left, fences, faults, grown ? 0 : setbacks, grown ? null : hindrance);
    }

    /** @return the same queue if it is done, or was asked for just now */
    Queue wanted(String rung, int segment, Instant now) {
        boolean known = wishes.stream()
                .anyMatch(wish -> wish.isFor(rung, segment) && wish.at().isAfter(now.minus(REPEATED)));
        if (known || of(rung).contains(segment)) {
            return this;
        }
        List<Wish> fresh = wishes.stream()
                .filter(wish -> !wish.isFor(rung, segment) && wish.at().isAfter(now.minus(WAITS)))
                .toList();
        List<Wish> newest = Stream.concat(fresh.stream(), Stream.of(new Wish(rung, segment, now)))
                .skip(Math.max(0, fresh.size() + 1 - MOST_WISHES))
                .toList();
        return new Queue(done, leases, newest, fences, faults, setbacks, hindrance);
    }

    boolean isPlayable(Plan plan) {
        return Stream.concat(plan.startRung().map(Rung::name).stream(), plan.soundRenditions().stream())
                .allMatch(rendition -> of(rendition).contains(0));
    }

    boolean hasPoster() {
        return of(Renditions.POSTER).contains(0);
    }

    boolean isComplete(Plan plan) {
        return hasAll(plan) && of(Renditions.PACKAGE).contains(0);
    }

    /** 0..100; 100 only when all segments are done. */
    int percent(Plan plan) {
        return (int) (100L * doneSegments(plan) / allOf(plan));
    }

    long running(Instant now) {
        return leases.stream().filter(lease -> lease.until().isAfter(now)).count();
    }

    private Optional<Work> firstPicture(Plan plan) {
        return plan.startRung()
                .map(Rung::name)
                .filter(rung -> isOpen(rung, 0))
                .map(rung -> new Work(Work.Kind.FIRST_PICTURE, 0, 0, List.of(rung)));
    }

    /** The oldest wish first. Whoever encodes it among others in the background is not waited for. */
    private Optional<Work> urgent(Instant now) {
        long running = leases.stream()
                .filter(lease -> lease.work().kind() == Work.Kind.URGENT)
                .count();
        if (running >= MOST_URGENT) {
            return Optional.empty();
        }
        return wishes.stream()
                .filter(wish -> wish.at().isAfter(now.minus(WAITS)))
                .filter(wish -> leases.stream()
                        .noneMatch(lease ->
                                lease.work().isExpress() && lease.work().covers(wish.rung(), wish.segment())))
                .findFirst()
                .map(wish -> new Work(Work.Kind.URGENT, wish.segment(), wish.segment(), List.of(wish.rung())));
    }

    /** Segment 0 alone, because a viewer begins there. */
    private Optional<Work> firstLadder(Plan plan) {
        List<String> open = openRungs(plan, 0);
        return open.isEmpty() ? Optional.empty() : Optional.of(new Work(Work.Kind.FIRST_LADDER, 0, 0, open));
    }

    /** What is made in one piece: unless all of it is there, or somebody is at it. */
    private Optional<Work> whole(Work work, List<String> renditions, int segments) {
        boolean done = renditions.stream().allMatch(rendition -> of(rendition).size() == segments);
        boolean leased = leases.stream().anyMatch(lease -> lease.work().kind() == work.kind());
        return done || leased ? Optional.empty() : Optional.of(work);
    }

    /** Consecutive segments that lack the same rungs. */
    private Optional<Work> nextChunk(Plan plan) {
        for (int first = 1; first < plan.segments(); first++) {
            List<String> open = openRungs(plan, first);
            if (open.isEmpty()) {
                continue;
            }
            int last = first;
            while (last + 1 < plan.segments()
                    && last - first + 1 < MOST_IN_CHUNK
                    && openRungs(plan, last + 1).equals(open)) {
                last++;
            }
            return Optional.of(new Work(Work.Kind.REST, first, last, open));
        }
        return Optional.empty();
    }

    private List<String> openRungs(Plan plan, int segment) {
        return plan.rungs().stream()
                .map(Rung::name)
                .filter(rung -> isOpen(rung, segment))
                .toList();
    }

    private boolean isOpen(String rung, int segment) {
        return !of(rung).contains(segment)
                && leases.stream().noneMatch(lease -> lease.work().covers(rung, segment));
    }

    private Queue withoutEnded(Instant now) {
        return with(leases.stream().filter(lease -> lease.until().isAfter(now)).toList());
    }

    private Queue with(List<Lease> changed) {
        return new Queue(done, changed, wishes, fences, faults, setbacks, hindrance);
    }

    private SegmentSet of(String rendition) {
        return done.getOrDefault(rendition, SegmentSet.EMPTY);
    }

    private boolean hasAll(Plan plan) {
        return doneSegments(plan) == allOf(plan);
    }

    private int doneSegments(Plan plan) {
        return Stream.concat(plan.segmented().stream(), plan.subtitleRenditions().stream())
                .mapToInt(rendition -> of(rendition).size())
                .sum();
    }

    private static int allOf(Plan plan) {
        return plan.segments() * plan.segmented().size() + plan.subtitles().size();
    }
}
