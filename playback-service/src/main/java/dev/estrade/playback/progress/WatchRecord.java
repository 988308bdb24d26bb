package dev.estrade.playback.progress;

import dev.estrade.events.Rel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one user has watched of one lesson. It is kept as it was told, also where a lesson's present video is shorter:
 * the next one may be longer.
 *
 * @param id the lesson's {@code rel} and the user's id, so that a lesson's documents are neighbours
 * @param position where he was last, in milliseconds
 * @param updatedAt when that was heard; null if nothing was
 */
@Document("progress")
record WatchRecord(
        @Id String id,
        @Version @Nullable Long revision,
        long position,
        Watched watched,
        @Nullable Instant updatedAt) {

    static WatchRecord none(Rel rel, String userId) {
        return new WatchRecord(idOf(rel, userId), null, 0, Watched.NOTHING, null);
    }

    static String idOf(Rel rel, String userId) {
        return rel + ":" + userId;
    }

    /** @param at when it was told: who came later, and was faster, knows the position better */
    WatchRecord with(long newPosition, List<Range> more, Instant at) {
        boolean late = updatedAt != null && at.isBefore(updatedAt);
        return new WatchRecord(id, revision, late ? position : newPosition, watched.and(more), late ? updatedAt : at);
    }

    /** Whether it was just written for the first time. */
    boolean isFirst() {
        return revision != null && revision == 0;
    }
}
