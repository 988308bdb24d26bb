package dev.estrade.catalog.formation;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsRejected;
import dev.estrade.support.stream.HintKeys;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which events change what a formation's streams show, and who may read them. */
@Component
class FormationHints implements HintKeys {

    static List<String> keysOf(String formationId) {
        return List.of("formation " + formationId);
    }

    /** Of one person's right to one formation. */
    static List<String> keysOf(String formationId, String userId) {
        return List.of("enrolment " + formationId + " " + userId);
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CATALOG, Topics.UPLOADS, Topics.TRANSCODES);
    }

    @Override
    public Stream<String> changedBy(Event event) {
        if (event instanceof EnrolmentChanged enrolment) {
            return keysOf(enrolment.formationId(), enrolment.userId()).stream();
        }
        String formation = formationOf(event);
        return formation == null ? Stream.empty() : keysOf(formation).stream();
    }

    private static @Nullable String formationOf(Event event) {
        if (event instanceof FormationPublished
                || event instanceof FormationDeleted
                || event instanceof FormationAbandoned
                || event instanceof UploadsClaimed
                || event instanceof UploadsRejected) {
            return event.aggregateId();
        }
        if (event instanceof LessonUploaded uploaded) {
            return uploaded.upload().rel().courseId();
        }
        return isOfPlace(event) ? event.aggregateId().split("/", -1)[1] : null;
    }

    /** Its key is a rel, {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}. */
    private static boolean isOfPlace(Event event) {
        return event instanceof PresentationReady
                || event instanceof PresentationFailed
                || event instanceof LessonProgressed
                || event instanceof LessonPlayable
                || event instanceof LessonReady
                || event instanceof LessonFailed;
    }
}
