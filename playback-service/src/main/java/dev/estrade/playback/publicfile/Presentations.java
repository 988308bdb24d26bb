package dev.estrade.playback.publicfile;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.inbox.ProjectionLag;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What is known of presentations that are not stored yet. */
@Component
class Presentations implements EventHandler {
    private final ReactiveMongoOperations mongo;

    Presentations(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Waits for a presentation that was uploaded just now; empty if there was none. */
    Mono<Presentation> find(String place) {
        return ProjectionLag.outwait(Mono.defer(() -> mongo.findById(place, Presentation.class)));
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof PresentationUploaded e) {
            String extension = StringUtils.getFilenameExtension(e.fileKey());
            return keepLargest(e.place(), "asked." + extension, e.version());
        }
        if (event instanceof PresentationReady e) {
            return keepLargest(e.place(), "settled", e.version());
        }
        return event instanceof PresentationFailed e ? keepLargest(e.place(), "settled", e.version()) : Mono.empty();
    }

    private Mono<Void> keepLargest(String place, String field, long version) {
        Query one = Query.query(Criteria.where("_id").is(place));
        return mongo.upsert(one, new Update().max(field, version), Presentation.class)
                .retryWhen(Retry.max(3).filter(DuplicateKeyException.class::isInstance))
                .then();
    }
}
