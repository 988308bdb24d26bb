package dev.estrade.playback.publicfile;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.inbox.ProjectionLag;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What is known of presentations that are not stored yet. */
@Component
class Presentations implements EventHandler {
    /** Its extension: every upload becomes such a file too, or none. */
    private static final String POSTER = "jpg";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ReactiveMongoOperations mongo;

    Presentations(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Waits for a presentation that was uploaded just now; empty if there was none. */
    Mono<Presentation> find(String place) {
        return ProjectionLag.outwait(Mono.defer(() -> mongo.findById(place, Presentation.class)));
    }

    /** Whether what lies in this place is only waiting to be erased; while the database is away, what lies there plays. */
    Mono<Boolean> isRemoved(String place) {
        return mongo.findById(place, Presentation.class)
                .map(Presentation::isRemoved)
                .defaultIfEmpty(false)
                .timeout(PATIENCE)
                .onErrorReturn(false);
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof PresentationUploaded e) {
            String extension = StringUtils.getFilenameExtension(e.fileKey());
            Update asked = largest("asked." + extension, e.version()).max("asked." + POSTER, e.version());
            return keep(e.place(), asked.max(video(e.videoId()), e.version()));
        }
        if (event instanceof PresentationReady e) {
            return keep(e.place(), largest("settled", e.version()).max(video(e.videoId()), e.version()));
        }
        if (event instanceof PresentationFailed e) {
            return keep(e.place(), largest("settled", e.version()).max(video(e.videoId()), e.version()));
        }
        return event instanceof PresentationsRemoved e ? remove(e) : Mono.empty();
    }

    /** What was removed before then, if nothing came after it. */
    Mono<Void> forgetRemoved(Instant before) {
        return mongo.find(Query.query(Criteria.where("removed").exists(true)), Presentation.class)
                .filter(found -> found.wasRemovedBefore(before))
                .concatMap(mongo::remove)
                .then();
    }

    private Mono<Void> remove(PresentationsRemoved event) {
        return Flux.fromIterable(event.presentations())
                .concatMap(one -> keep(one.place(), new Update().max("removed." + one.videoId(), Instant.now())))
                .then();
    }

    private Mono<Void> keep(String place, Update news) {
        Query one = Query.query(Criteria.where("_id").is(place));
        return mongo.upsert(one, news, Presentation.class)
                .retryWhen(Retry.max(3).filter(DuplicateKeyException.class::isInstance))
                .then();
    }

    private static Update largest(String field, long version) {
        return new Update().max(field, version);
    }

    /** An id has no dots. */
    private static String video(String id) {
        return "videos." + id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        private static final Duration TOMBSTONE = Duration.ofDays(1);

        @Bean
        RecurringJob presentationSweep(Presentations presentations) {
            return new RecurringJob(
                    "presentation sweep",
                    Duration.ofMinutes(10),
                    () -> presentations.forgetRemoved(Instant.now().minus(TOMBSTONE)));
        }
    }
}
