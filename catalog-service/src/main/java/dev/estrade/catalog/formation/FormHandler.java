package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Presentation.Status;
import dev.estrade.catalog.lesson.LessonState.Failure;
import dev.estrade.events.Event;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Form uploads name a course, a module and a lesson; they come into being with their first video. */
@Component
@Order(FormationFacts.BEFORE)
class FormHandler implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(FormHandler.class);

    private final Formations formations;

    FormHandler(Formations formations) {
        this.formations = formations;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        // What the database keeps: a second delivery must compare equal.
        Instant at = time.truncatedTo(ChronoUnit.MILLIS);
        if (event instanceof LessonUploaded e) {
            String course = e.upload().rel().courseId();
            return change(course, e.ownerId(), formation -> formation.uploaded(e, at));
        }
        if (event instanceof PresentationUploaded e) {
            return presented(
                    e.place(), e.ownerId(), said(e.videoId(), e.version(), Status.CONVERTING, e.fileKey(), null), at);
        }
        if (event instanceof PresentationReady e) {
            return presented(e.place(), null, said(e.videoId(), e.version(), Status.READY, e.fileKey(), null), at);
        }
        if (event instanceof PresentationFailed e) {
            Failure failure = new Failure(e.code(), e.detail());
            return presented(e.place(), null, said(e.videoId(), e.version(), Status.FAILED, null, failure), at);
        }
        return Mono.empty();
    }

    private static Presentation said(
            String videoId, long version, Status status, @Nullable String fileKey, @Nullable Failure error) {
        return new Presentation(videoId, version, status, fileKey, error);
    }

    /** @param ownerId null where it cannot be the first that is heard of the formation */
    private Mono<Void> presented(String named, @Nullable String ownerId, Presentation said, Instant at) {
        return Mono.justOrEmpty(Place.parse(named))
                .flatMap(place -> ownerId == null
                        ? formations
                                .change(place.formationId(), known -> converted(known, place, said, at))
                                .then()
                        : change(place.formationId(), ownerId, known -> known.presented(ownerId, place, said, at)));
    }

    private static Formation converted(Formation known, Place place, Presentation said, Instant at) {
        return known.isTombstone() ? known : known.presented(known.ownerId(), place, said, at);
    }

    private Mono<Void> change(String course, String ownerId, UnaryOperator<Formation> change) {
        return formations.keep(
                course,
                known -> allowed(known, ownerId) ? change.apply(known) : known,
                () -> change.apply(Formation.ofForm(course, ownerId)));
    }

    /** upload-service has judged whose course it is; this is the net below. */
    private static boolean allowed(Formation formation, String ownerId) {
        if (!formation.takesUploadsOf(ownerId)) {
            log.warn("{}: {} uploaded to a formation of another trainer", formation.id(), ownerId);
            return false;
        }
        return true;
    }
}
