package dev.estrade.upload.recording;

import dev.estrade.events.Event;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The one decision about what a stopped live leaves, with the event that tells it.
 *
 * @param id of the attempt
 */
@Document("live_stops")
record LiveStop(
        @Id String id,
        @Version @Nullable Long version,
        @Indexed Instant at,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static LiveStop decided(String id, Event answer) {
        Instant now = Instant.now();
        return new LiveStop(id, null, now, List.of(OutgoingEvent.of(answer)), now);
    }
}
