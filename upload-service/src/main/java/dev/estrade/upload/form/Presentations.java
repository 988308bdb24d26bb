package dev.estrade.upload.form;

import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All presentations. Their uploads are kept until they are converted, and for a week at most. */
@Component
public class Presentations {
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

    /** @return the key at which it will play */
    Mono<String> replace(String place, Upload verified) {
        return uploads.change(
                        verified.id(),
                        current -> current.keptUntil(Instant.now().plus(KEPT)))
                .then(outbox.save(Presentation.of(place)).onErrorComplete(DuplicateKeyException.class))
                .then(outbox.change(
                        () -> mongo.findById(place, Presentation.class), known -> known.replacedBy(verified)))
                .thenReturn(Presentation.fileKey(place, verified.verified()));
    }

    public Mono<Void> converted(PresentationReady event) {
        return removal.remove(event.videoId());
    }

    public Mono<Void> failed(PresentationFailed event) {
        return removal.remove(event.videoId());
    }
}
