package dev.estrade.playback.entitlement;

import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.Rel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A formation as it was published last, or the tombstone of one.
 *
 * @param ownerId the trainer's {@code sub}
 * @param published whether enrolled learners may watch
 * @param allowDownloads whether they may download the originals as well; absent in documents of earlier builds
 * @param lessons each a {@code rel}
 * @param deleted when that was heard; null while it exists
 */
@Document("formations")
record Formation(
        @Id String id,
        long version,
        String ownerId,
        boolean published,
        Boolean allowDownloads,
        List<String> lessons,
        @Indexed(sparse = true) @Nullable Instant deleted) {

    Formation {
        allowDownloads = Objects.requireNonNullElse(allowDownloads, false);
    }

    static Formation of(FormationPublished event) {
        return new Formation(
                event.formationId(),
                event.version(),
                event.ownerId(),
                event.published(),
                event.allowDownloads(),
                event.lessons().stream().map(Rel::toString).toList(),
                null);
    }

    static Formation of(FormationDeleted event, Instant at) {
        return new Formation(event.formationId(), event.version(), event.ownerId(), false, false, List.of(), at);
    }
}
