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
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
    private final PresentationNews news;

    FormHandler(Formations formations, PresentationNews news) {
        this.formations = formations;
        this.news = news;
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
            return place(
                    e.place(),
                    place -> uploaded(place, e, at).then(news.of(place)).flatMap(said -> told(place, said)));
        }
        if (event instanceof PresentationReady e) {
            Presentation said =
                    new Presentation(e.videoId(), e.version(), Status.READY, e.fileKey(), e.posterKey(), null);
            return place(e.place(), place -> news.keep(place, said).then(told(place, said)));
        }
        if (event instanceof PresentationFailed e) {
            Failure failure = new Failure(e.code(), e.detail());
            Presentation said = new Presentation(e.videoId(), e.version(), Status.FAILED, null, null, failure);
            return place(e.place(), place -> news.keep(place, said).then(told(place, said)));
        }
        return Mono.empty();
    }

    private static Mono<Void> place(String named, Function<Place, Mono<Void>> handling) {
        return Mono.justOrEmpty(Place.parse(named)).flatMap(handling);
    }

    /** By a form, which names its trainer, or for a formation that claimed it. */
    private Mono<Void> uploaded(Place place, PresentationUploaded event, Instant at) {
        Presentation said =
                new Presentation(event.videoId(), event.version(), Status.CONVERTING, event.fileKey(), null, null);
        String owner = event.ownerId();
        if (owner != null) {
            return change(place.formationId(), owner, known -> known.presented(owner, place, said, at));
        }
        return formations
                .change(
                        place.formationId(),
                        known -> known.isTombstone() ? known.without(place, said.videoId()) : known.told(place, said))
                .then();
    }

    private Mono<Void> told(Place place, Presentation said) {
        return formations
                .change(place.formationId(), known -> known.told(place, said))
                .then();
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
