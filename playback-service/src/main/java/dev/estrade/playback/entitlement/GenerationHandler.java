package dev.estrade.playback.entitlement;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which videos a lesson got and lost, and how much of each is stored. */
@Component
class GenerationHandler implements EventHandler {
    private final Projection projection;

    GenerationHandler(Projection projection) {
        this.projection = projection;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof GenerationsRemoved e) {
            return Flux.fromIterable(e.generations())
                    .concatMap(one -> projection.keep(one.rel(), Generation.removed(one.generation(), Instant.now())))
                    .then();
        }
        List<ClaimedUpload> uploads = uploads(event);
        return uploads.isEmpty()
                ? encoded(event, time)
                : Flux.fromIterable(uploads)
                        .concatMap(upload -> uploaded(upload, time))
                        .then();
    }

    private static List<ClaimedUpload> uploads(Event event) {
        if (event instanceof UploadsClaimed e) {
            return e.uploads();
        }
        if (event instanceof LessonUploaded e) {
            return List.of(e.upload());
        }
        if (event instanceof RecordingAssembled e) {
            return List.of(e.original());
        }
        return event instanceof LiveMediaAccepted e && e.upload() != null ? List.of(e.upload()) : List.of();
    }

    private Mono<Void> uploaded(ClaimedUpload upload, Instant time) {
        return projection.keep(upload.rel(), Generation.converting(upload.videoId(), time, Original.of(upload)));
    }

    private Mono<Void> encoded(Event event, Instant time) {
        if (event instanceof LessonPlayable e) {
            return projection.keep(
                    e.rel(), Generation.stored(e.generation(), e.version(), Status.PLAYABLE, time, e.duration()));
        }
        if (event instanceof LessonReady e) {
            return projection.keep(
                    e.rel(), Generation.stored(e.generation(), e.version(), Status.READY, time, e.duration()));
        }
        if (event instanceof LessonFailed e) {
            return projection.keep(e.rel(), Generation.failed(e.generation(), e.version()));
        }
        return Mono.empty();
    }
}
