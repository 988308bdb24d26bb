package dev.estrade.catalog.formation;

import dev.estrade.events.Event;
import dev.estrade.events.LessonUploaded;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Form uploads name a course, a module and a lesson; they come into being with their first video. */
@Component
class LessonUploadHandler implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(LessonUploadHandler.class);

    private final Formations formations;

    LessonUploadHandler(Formations formations) {
        this.formations = formations;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof LessonUploaded uploaded
                // What the database keeps: a second delivery must compare equal.
                ? keep(uploaded, time.truncatedTo(ChronoUnit.MILLIS))
                : Mono.empty();
    }

    private Mono<Void> keep(LessonUploaded event, Instant at) {
        String id = event.upload().rel().courseId();
        Mono<Formation> known = formations.change(id, formation -> withVideo(formation, event, at));
        return known.switchIfEmpty(Mono.defer(() -> formations.add(Formation.ofUpload(event, at))))
                .onErrorResume(DuplicateKeyException.class, appeared -> known)
                .then();
    }

    /** upload-service has judged whose course it is; this is the net below. */
    private static Formation withVideo(Formation formation, LessonUploaded event, Instant at) {
        if (formation.takesUploadsOf(event.ownerId())) {
            return formation.uploaded(event, at);
        }
        log.warn("{}: {} uploaded a lesson to a formation of another trainer", formation.id(), event.ownerId());
        return formation;
    }
}
