package dev.estrade.playback.entitlement;

import dev.estrade.events.FormationPublished;
import dev.estrade.events.Rel;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A formation as it was published last.
 *
 * @param ownerId the trainer's {@code sub}
 * @param published whether enrolled learners may watch
 * @param lessons each a {@code rel}
 */
@Document("formations")
record Formation(@Id String id, long version, String ownerId, boolean published, List<String> lessons) {

    static Formation of(FormationPublished event) {
        return new Formation(
                event.formationId(),
                event.version(),
                event.ownerId(),
                event.published(),
                event.lessons().stream().map(Rel::toString).toList());
    }
}
