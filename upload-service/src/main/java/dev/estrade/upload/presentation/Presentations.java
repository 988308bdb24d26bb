package dev.estrade.upload.presentation;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.events.PresentationsRemoved.RemovedPresentation;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All presentations. Their uploads are kept until they are converted, and for a week at most. */
@Component
public class Presentations implements EventHandler {
    private static final Duration KEPT = Duration.ofDays(7);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;
    private final Uploads uploads;
    private final Removal removal;

    Presentations(ReactiveMongoOperations mongo, Outbox outbox, Uploads uploads, Removal removal) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.uploads = uploads;
        this.removal = removal;
    }

    /** What came by a form. @return the key at which it will play */
    public Mono<String> replace(String place, Upload verified) {
        Instant end = Instant.now().plus(KEPT);
        return uploads.change(verified, current -> current.lentTo(place, end))
                .then(replace(place, verified, known -> known.replacedBy(verified)));
    }

    /** What a formation claimed. Repeating it changes nothing. */
    public Mono<Void> replace(String place, Upload claimed, String claimId) {
        return replace(place, claimed, known -> known.replacedBy(claimed, claimId))
                .then();
    }

    private Mono<String> replace(String place, Upload verified, UnaryOperator<Presentation> transition) {
        return outbox.save(Presentation.of(place))
                .onErrorComplete(DuplicateKeyException.class)
                .then(outbox.change(() -> mongo.findById(place, Presentation.class), transition))
                .thenReturn(Presentation.fileKey(place, verified.verified()));
    }

    /** Once it is converted, never will be or is removed, the upload is not needed any more. */
    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof PresentationReady ready) {
            return drop(ready.videoId(), ready.place());
        }
        if (event instanceof PresentationFailed failed) {
            return drop(failed.videoId(), failed.place());
        }
        return event instanceof PresentationsRemoved removed
                ? Flux.fromIterable(removed.presentations())
                        .concatMap(this::remove)
                        .then()
                : Mono.empty();
    }

    private Mono<Void> remove(RemovedPresentation removed) {
        return outbox.change(
                        () -> mongo.findById(removed.place(), Presentation.class),
                        known -> known.without(removed.videoId()))
                .then(drop(removed.videoId(), removed.place()));
    }

    /** The second segment of each place is the formation's id. */
    private Mono<Void> drop(String videoId, String place) {
        return removal.drop(videoId, place.split("/", -1)[1]);
    }
}
