package dev.estrade.transcode.work;

import dev.estrade.events.Event;
import dev.estrade.events.SegmentWanted;
import dev.estrade.events.WorkAvailable;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A wake-up wakes; a segment for which a viewer waits comes before the rest of its lesson. */
@Component
class WishesHandler implements EventHandler {
    private final Transcodes transcodes;
    private final Workers workers;

    WishesHandler(Transcodes transcodes, Workers workers) {
        this.transcodes = transcodes;
        this.workers = workers;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        Mono<Void> wake = Mono.fromRunnable(workers::wake);
        if (event instanceof SegmentWanted wanted) {
            return transcodes
                    .change(
                            wanted.aggregateId(),
                            transcode -> transcode.wanted(wanted.rendition(), wanted.segment(), time))
                    // It is said again for as long as somebody waits.
                    .onErrorComplete(OptimisticLockingFailureException.class)
                    .then(wake);
        }
        return event instanceof WorkAvailable ? wake : Mono.empty();
    }
}
