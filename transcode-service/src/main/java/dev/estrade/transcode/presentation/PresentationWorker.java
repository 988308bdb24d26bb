package dev.estrade.transcode.presentation;

import dev.estrade.transcode.presentation.Presentation.Status;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.work.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes or erases one presentation after the other, in turns that are kept alive: after a kill -9 the turn ends by itself and
 * another process, or this one, begins anew.
 */
class PresentationWorker {
    private static final Logger log = LoggerFactory.getLogger(PresentationWorker.class);
    private static final Duration PAUSE_OF_DEPENDENCY = Duration.ofSeconds(3);

    private final Presentations presentations;
    private final Maker maker;
    private final PresentationShelf shelf;
    private final Duration lease;

    PresentationWorker(Presentations presentations, Maker maker, PresentationShelf shelf, Duration lease) {
        this.presentations = presentations;
        this.maker = maker;
        this.shelf = shelf;
        this.lease = lease;
    }

    /** Everything that waits; at most one at a time in this process. */
    Mono<Void> work() {
        return workOnce().expand(done -> workOnce()).then();
    }

    private Mono<Presentation> workOnce() {
        return Mono.defer(() -> presentations.take(Instant.now(), Instant.now().plus(lease)))
                .flatMap(mine -> perform(mine).thenReturn(mine));
    }

    private Mono<Presentation> perform(Presentation mine) {
        Mono<Presentation> work = mine.status().isTombstone() ? erase(mine) : make(mine);
        return Mono.firstWithSignal(work, keepAlive(mine))
                .onErrorResume(failure -> presentations.change(mine.id(), settlement(mine, failure, Instant.now())));
    }

    private Mono<Presentation> make(Presentation mine) {
        return maker.make(
                mine.upload(),
                made -> requireTurn(mine)
                        .then(Mono.defer(() -> shelf.put(mine.upload(), made)))
                        .flatMap(placed -> presentations.change(
                                mine.id(),
                                current -> current.ready(mine, placed.size(), made.duration(), placed.posterKey()))));
    }

    /** The last time with its row. */
    private Mono<Presentation> erase(Presentation mine) {
        Mono<Void> erased = requireTurn(mine).then(Mono.defer(() -> shelf.erase(mine.folder())));
        return mine.status() == Status.GONE
                ? erased.then(presentations.forget(mine)).thenReturn(mine)
                : erased.then(presentations.change(mine.id(), current -> {
                    Instant now = Instant.now();
                    return current.erased(mine, now, now.plus(lease.multipliedBy(2)));
                }));
    }

    private Mono<Presentation> requireTurn(Presentation mine) {
        return presentations
                .find(mine.id())
                .filter(current -> current.isStillFor(mine))
                .switchIfEmpty(Mono.error(() -> new TurnOverException(mine)));
    }

    /** Never completes; fails when the turn is over, which ends the work. */
    private Mono<Presentation> keepAlive(Presentation mine) {
        return Flux.interval(lease.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> presentations
                        .change(
                                mine.id(),
                                current -> current.renewed(mine, Instant.now().plus(lease)))
                        .onErrorComplete())
                .filter(current -> !current.isStillFor(mine))
                .next()
                .switchIfEmpty(Mono.never())
                .flatMap(over -> Mono.<Presentation>error(new TurnOverException(mine)));
    }

    /** Sorts by fault: the file's ends it, the store's waits, ours is tried again some times. */
    private static UnaryOperator<Presentation> settlement(Presentation mine, Throwable failure, Instant now) {
        if (failure instanceof TurnOverException) {
            log.info(
                    "{}: version {} is not wanted any more",
                    mine.id(),
                    mine.upload().version());
            return current -> current.leftBy(mine);
        }
        return switch (Blame.of(failure)) {
            case MEDIA -> {
                log.info("{}: {}", mine.id(), failure.getMessage());
                yield current -> current.failed(mine, ((MediaException) failure).problem());
            }
            case DEPENDENCY, DISK -> {
                log.warn("{} waits: {}", mine.id(), failure.toString());
                yield current -> current.postponed(mine, now.plus(PAUSE_OF_DEPENDENCY));
            }
            case OURS -> {
                log.error("{} failed through no fault of the file", mine.id(), failure);
                yield current -> current.setBack(mine, now);
            }
        };
    }

    /** Somebody uploaded another one, or this process was too slow. */
    private static final class TurnOverException extends RuntimeException {
        TurnOverException(Presentation mine) {
            super(mine.id());
        }
    }
}
