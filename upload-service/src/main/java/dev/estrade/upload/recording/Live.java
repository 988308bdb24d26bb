package dev.estrade.upload.recording;

import dev.estrade.events.LiveChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What the catalogue said last of a live.
 *
 * @param version of the post; what is older changes nothing
 * @param deletedAt null while it, or something of it, exists
 */
@Document("lives")
record Live(
        @Id String id,
        long version,
        String ownerId,
        boolean open,
        @Indexed(sparse = true) @Nullable Instant deletedAt) {

    static Live of(LiveChanged event, Instant at) {
        boolean gone = event.rels().isEmpty() && !event.listed() && !event.open();
        return new Live(event.liveId(), event.version(), event.ownerId(), event.open(), gone ? at : null);
    }
}
