package dev.estrade.transcode.work;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * What of a lesson is done, what is being done, and what comes next.
 *
 * @param done by rendition
 * @param leases that may have ended; whoever takes work drops those
 * @param fences given so far
 * @param faults of the media, in pieces of work that may be tried again
 * @param setbacks through no fault of the media, since a segment was last stored
 */
public record Queue(Map<String, SegmentSet> done, List<Lease> leases, long fences, int faults, int setbacks) {
    static final Queue EMPTY = new Queue(Map.of(), List.of(), 0, 0, 0);

    private static final int CHUNK_SEGMENTS = 3;

    /** As stored. Documents of earlier builds have no setbacks. */
    @PersistenceCreator
    static Queue read(
            Map<String, SegmentSet> done, List<Lease> leases, long fences, int faults, @Nullable Integer setbacks) {
        return new Queue(done, leases, fences, faults, setbacks == null ? 0 : setbacks);
    }

    /** The most wanted piece that nobody works on. @param plan null before the probe */
    Optional<Work> next(@Nullable Plan plan, Instant now) {
        Queue current = withoutEnded(now);
        if (plan == null) {
            return current.leases.isEmpty() ? Optional.of(Work.PROBE) : Optional.empty();
        }
        String start = plan.startRung().name();
        if (current.isOpen(start, 0)) {
            return Optional.of(new Work(Work.Kind.FIRST_PICTURE, 0, 0, List.of(start)));
        }
        if (plan.hasAudio() && !current.hasAudio(plan) && !current.isAudioLeased()) {
            return Optional.of(Work.AUDIO);
        }
        return current.nextChunk(plan);
    }

    Queue leased(Work work, String worker, Instant now, Instant until) {
        Queue current = withoutEnded(now);
        List<Lease> more = new ArrayList<>(current.leases);
        more.add(new Lease(fences + 1, work, worker, until));
        return new Queue(done, List.copyOf(more), fences + 1, faults, setbacks);
    }

    Optional<Lease> lease(long fence) {
        return leases.stream().filter(lease -> lease.fence() == fence).findFirst();
    }

    Queue withLease(long fence, UnaryOperator<Lease> change) {
        List<Lease> changed = leases.stream()
                .map(lease -> lease.fence() == fence ? change.apply(lease) : lease)
                .toList();
        return new Queue(done, changed, fences, faults, setbacks);
    }

    Queue released(long fence) {
        List<Lease> others =
                leases.stream().filter(lease -> lease.fence() != fence).toList();
        return new Queue(done, others, fences, faults, setbacks);
    }

    Queue releasedBy(String worker) {
        List<Lease> others =
                leases.stream().filter(lease -> !lease.worker().equals(worker)).toList();
        return new Queue(done, others, fences, faults, setbacks);
    }

    Queue faulted() {
        return new Queue(done, leases, fences, faults + 1, setbacks);
    }

    Queue setBack() {
        return new Queue(done, leases, fences, faults, setbacks + 1);
    }

    Queue stored(List<String> renditions, int first, int last) {
        Map<String, SegmentSet> more = new LinkedHashMap<>(done);
        for (String rendition : renditions) {
            more.put(rendition, of(rendition).with(first, last));
        }
        return new Queue(more, leases, fences, faults, 0);
    }

    boolean isPlayable(Plan plan) {
        return of(plan.startRung().name()).contains(0)
                && (!plan.hasAudio() || of(Renditions.AUDIO).contains(0));
    }

    boolean hasPoster() {
        return of(Renditions.POSTER).contains(0);
    }

    boolean isComplete(Plan plan) {
        return doneSegments() == allOf(plan);
    }

    /** 0..100; 100 only when all is done. */
    int percent(Plan plan) {
        return (int) (100L * doneSegments() / allOf(plan));
    }

    long running(Instant now) {
        return leases.stream().filter(lease -> lease.until().isAfter(now)).count();
    }

    /** Consecutive segments that lack the same rungs; segment 0 alone, because a viewer begins there. */
    private Optional<Work> nextChunk(Plan plan) {
        for (int first = 0; first < plan.segments(); first++) {
            List<String> open = openRungs(plan, first);
            if (open.isEmpty()) {
                continue;
            }
            if (first == 0) {
                return Optional.of(new Work(Work.Kind.FIRST_LADDER, 0, 0, open));
            }
            int last = first;
            while (last + 1 < plan.segments()
                    && last - first + 1 < CHUNK_SEGMENTS
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

    private boolean hasAudio(Plan plan) {
        return of(Renditions.AUDIO).size() == plan.segments();
    }

    private boolean isAudioLeased() {
        return leases.stream().anyMatch(lease -> lease.work().kind() == Work.Kind.AUDIO);
    }

    private Queue withoutEnded(Instant now) {
        return new Queue(
                done,
                leases.stream().filter(lease -> lease.until().isAfter(now)).toList(),
                fences,
                faults,
                setbacks);
    }

    private SegmentSet of(String rendition) {
        return done.getOrDefault(rendition, SegmentSet.EMPTY);
    }

    private int doneSegments() {
        return done.values().stream().mapToInt(SegmentSet::size).sum()
                - of(Renditions.POSTER).size();
    }

    private static int allOf(Plan plan) {
        return plan.segments() * (plan.rungs().size() + (plan.hasAudio() ? 1 : 0));
    }
}
