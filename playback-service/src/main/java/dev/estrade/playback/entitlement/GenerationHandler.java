package dev.estrade.playback.entitlement;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
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
        if (event instanceof UploadsClaimed e) {
            return Flux.fromIterable(e.uploads())
                    .concatMap(upload -> uploaded(upload, time))
                    .then();
        }
        if (event instanceof GenerationsRemoved e) {
            return Flux.fromIterable(e.generations())
                    .concatMap(one -> projection.keep(one.rel(), Generation.removed(one.generation(), Instant.now())))
                    .then();
        }
        return event instanceof LessonUploaded e ? uploaded(e.upload(), time) : encoded(event, time);
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
