package dev.estrade.transcode.live;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.transcode.work.Intake;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Recordings that begin, end, and are not needed any more. */
@Component
class RecordingHandler implements EventHandler {
    private final Recordings recordings;
    private final LiveWorkers workers;
    private final Intake intake;

    RecordingHandler(Recordings recordings, LiveWorkers workers, Intake intake) {
        this.recordings = recordings;
        this.workers = workers;
        this.intake = intake;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof RecordingStarted e) {
            return recordings
                    .keep(e.recordingId(), known -> known, () -> Recording.of(e))
                    .then(Mono.fromRunnable(workers::wake));
        }
        if (event instanceof RecordingEnded e) {
            return recordings
                    .keep(e.recordingId(), known -> known.ended(e), () -> Recording.of(e))
                    .then(Mono.fromRunnable(workers::wake));
        }
        if (event instanceof LiveMediaAccepted e && e.upload() != null) {
            return intake.begin(e.ownerId(), List.of(e.upload()));
        }
        return event instanceof GenerationsRemoved e
                ? Flux.fromIterable(e.generations())
                        .filter(RecordingHandler::isLive)
                        .concatMap(this::remove)
                        .then()
                : Mono.empty();
    }

    private static boolean isLive(RemovedGeneration removed) {
        return removed.rel().courseId().equals(LivePlace.COURSE);
    }

    /** A stream goes without its recording where that is kept. */
    private Mono<Recording> remove(RemovedGeneration removed) {
        if (removed.rel().equals(LivePlace.stream(removed.rel().moduleId()))) {
            return recordings.change(removed.generation(), Recording::withoutStream);
        }
        return recordings.keep(
                removed.generation(),
                Recording::removed,
                () -> Recording.removed(removed.generation(), removed.rel().moduleId()));
    }
}
