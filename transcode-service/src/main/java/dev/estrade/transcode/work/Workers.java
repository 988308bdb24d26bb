package dev.estrade.transcode.work;

import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.work.Claims.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * As many workers as this process may run encoders, and some that are kept free for what somebody waits for; beside it
 * the others' encoders, which have idle priority, nearly stand still. Each takes the most wanted piece of work, does it under a lease
 * that it keeps alive, and takes the next; idle ones look once a second, or when they are woken. On shutdown FFmpeg is
 * killed and the leases are handed back; after a kill -9 they end by themselves.
 */
@Component
class Workers extends Workforce {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    /** What is done by workers beside the encoders: the last of them is free again soon, whatever the others do. */
    private static final List<Predicate<Work>> EXPRESS = List.of(Work::isExpress, Work::isBrief);

    private static final Duration PAUSE_OF_DEPENDENCY = Duration.ofSeconds(3);
    private static final Duration PAUSE_OF_DISK = Duration.ofSeconds(10);
    private static final Duration LAST_CLAIM = Duration.ofMillis(300);

    private final Claims claims;
    private final Planning planning;
    private final Encoding encoding;
    private final Packaging packaging;
    private final Announcements announcements;
    private final EncodingMetrics metrics;
    private final WorkSpans spans;
    private final int slots;
    private final Duration renewal;

    Workers(
            Claims claims,
            Planning planning,
            Encoding encoding,
            Packaging packaging,
            Announcements announcements,
            EncodingMetrics metrics,
            WorkSpans spans,
            TranscodeProperties settings) {
        this.claims = claims;
        this.planning = planning;
        this.encoding = encoding;
        this.packaging = packaging;
        this.announcements = announcements;
        this.metrics = metrics;
        this.spans = spans;
        this.slots = settings.encoders();
        this.renewal = settings.lease().dividedBy(3);
    }

    @Override
    protected List<Mono<Boolean>> turns() {
        List<Predicate<Work>> workers = new ArrayList<>(Collections.nCopies(slots, work -> true));
        workers.addAll(EXPRESS);
        return workers.stream().map(this::turn).toList();
    }

    /** A claim that was being written when the work was cancelled lands in the meantime. */
    @Override
    protected Mono<Void> handBack() {
        return Mono.delay(LAST_CLAIM).then(claims.handBackAll());
    }

    private Mono<Boolean> turn(Predicate<Work> wanted) {
        return Mono.defer(() -> claims.claim(wanted))
                .flatMap(claimed -> perform(claimed).thenReturn(true));
    }

    private Mono<Void> perform(Claimed claimed) {
        return spans.of(claimed, done(claimed));
    }

    private Mono<Void> done(Claimed claimed) {
        Mono<Transcode> work = switch (claimed.work().kind()) {
            case PROBE -> planning.run(claimed);
            case PACKAGE -> packaging.run(claimed);
            default -> encoding.run(claimed);
        };
        Instant begin = Instant.now();
        return Mono.firstWithSignal(work, keepAlive(claimed))
                .doOnNext(after -> metrics.finished(claimed, after, begin, Instant.now()))
                .flatMap(announcements::progressed)
                .doOnNext(done -> wake())
                .then()
                .onErrorResume(failure -> settle(claimed, failure));
    }

    /** Never completes; fails when the lease is lost, which ends the work. */
    private Mono<Transcode> keepAlive(Claimed claimed) {
        return Flux.interval(renewal)
                .onBackpressureDrop()
                .concatMap(tick -> claims.renew(claimed).onErrorComplete())
                .filter(renewed -> !renewed.holds(claimed.fence()))
                .next()
                .switchIfEmpty(Mono.never())
                .flatMap(lost -> Mono.<Transcode>error(new LeaseLostException(claimed)));
    }

    private Mono<Void> settle(Claimed claimed, Throwable failure) {
        if (failure instanceof LeaseLostException) {
            log.info("{}: somebody else has {} now, or nobody needs it", claimed.id(), claimed.work());
            return Mono.empty();
        }
        return changed(claimed, failure).flatMap(announcements::progressed).then();
    }

    /** Sorts by fault: the file's ends the lesson, the store's waits, ours is tried again some times. */
    private Mono<Transcode> changed(Claimed claimed, Throwable failure) {
        return switch (Blame.of(failure)) {
            case MEDIA -> {
                log.info("{}: {} failed: {}", claimed.id(), claimed.work(), failure.getMessage());
                yield claims.faulted(claimed, ((MediaException) failure).problem());
            }
            case DEPENDENCY -> {
                log.warn("{}: {} waits: {}", claimed.id(), claimed.work(), failure.toString());
                yield claims.postpone(claimed, Hindrance.DEPENDENCY, PAUSE_OF_DEPENDENCY);
            }
            case DISK -> {
                log.error("{}: {} waits, the disk is full: {}", claimed.id(), claimed.work(), failure.toString());
                yield claims.postpone(claimed, Hindrance.DISK, PAUSE_OF_DISK);
            }
            case OURS -> claims.setBack(claimed).doOnNext(after -> report(claimed, failure, after));
        };
    }

    /** Of a lesson that is being erased the key and the original go missing. */
    private static void report(Claimed claimed, Throwable failure, Transcode after) {
        if (after.status() == Status.REMOVED) {
            log.info("{}: {} ended, nobody needs it", claimed.id(), claimed.work());
        } else {
            log.error("{}: {} failed through no fault of the file", claimed.id(), claimed.work(), failure);
        }
    }

    /** The lease ended before the work. */
    private static final class LeaseLostException extends RuntimeException {
        LeaseLostException(Claimed claimed) {
            super(claimed.id());
        }
    }
}
