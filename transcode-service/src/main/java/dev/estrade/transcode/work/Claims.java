package dev.estrade.transcode.work;

import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.TranscodeProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Gives out leases: the most wanted piece of all lessons, then the trainer with the least running, then the oldest. */
@Component
class Claims {
    private final Transcodes transcodes;
    private final Duration lease;
    private final String worker = UUID.randomUUID().toString();

    Claims(Transcodes transcodes, TranscodeProperties settings) {
        this.transcodes = transcodes;
        this.lease = settings.lease();
    }

    /**
     * Empty if there is nothing to do, or others take it faster.
     *
     * @param wanted what this worker does
     */
    Mono<Claimed> claim(Predicate<Work> wanted) {
        return transcodes
                .unfinished()
                .collectList()
                .flatMap(unfinished -> take(unfinished, wanted))
                .retryWhen(Retry.max(10).filter(OptimisticLockingFailureException.class::isInstance))
                .onErrorResume(OptimisticLockingFailureException.class, busy -> Mono.empty());
    }

    Mono<Transcode> renew(Claimed claimed) {
        return transcodes.change(
                claimed.id(),
                transcode -> transcode.renewed(claimed.fence(), Instant.now().plus(lease)));
    }

    /** The lease ends soon instead of now: whatever is down is not asked again at once. */
    Mono<Transcode> postpone(Claimed claimed, Hindrance why, Duration pause) {
        return transcodes.change(
                claimed.id(),
                transcode ->
                        transcode.hindered(claimed.fence(), why, Instant.now().plus(pause)));
    }

    /** Ends every lease of this process, so that others need not wait for it. */
    Mono<Void> handBackAll() {
        return transcodes
                .leasedBy(worker)
                .flatMap(found -> transcodes.change(found.id(), transcode -> transcode.releasedBy(worker)))
                .then();
    }

    Mono<Transcode> faulted(Claimed claimed, TranscodeProblem problem) {
        return transcodes.change(claimed.id(), transcode -> transcode.faulted(claimed.fence(), problem));
    }

    Mono<Transcode> setBack(Claimed claimed) {
        return transcodes.change(claimed.id(), transcode -> transcode.setBack(claimed.fence(), Instant.now()));
    }

    private Mono<Claimed> take(List<Transcode> unfinished, Predicate<Work> wanted) {
        Instant now = Instant.now();
        Map<String, Long> running = unfinished.stream()
                .collect(Collectors.groupingBy(
                        transcode -> transcode.lesson().ownerId(),
                        Collectors.summingLong(transcode -> transcode.queue().running(now))));
        return Mono.justOrEmpty(unfinished.stream()
                        .flatMap(transcode -> transcode.queue().next(transcode.plan(), now).stream()
                                .filter(wanted)
                                .map(work -> new Candidate(transcode, work)))
                        .min(Comparator.comparing((Candidate c) -> c.work().kind())
                                .thenComparing(
                                        c -> running.getOrDefault(c.lesson().ownerId(), 0L))
                                .thenComparing(c -> c.lesson().since())))
                .flatMap(best -> lease(best, now));
    }

    private Mono<Claimed> lease(Candidate best, Instant now) {
        return transcodes
                .save(best.transcode().leased(best.work(), worker, now, now.plus(lease)))
                .map(saved -> new Claimed(saved, saved.queue().fences(), best.work()));
    }

    private record Candidate(Transcode transcode, Work work) {
        Lesson lesson() {
            return transcode.lesson();
        }
    }

    /** A piece of work that is ours for now. @param transcode as it was when it was claimed */
    record Claimed(Transcode transcode, long fence, Work work) {
        String id() {
            return transcode.id();
        }
    }
}
