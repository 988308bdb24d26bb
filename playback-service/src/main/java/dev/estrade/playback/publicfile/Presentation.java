package dev.estrade.playback.publicfile;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far a place's presentation is. Only the largest version of each kind is kept, so the order in which events come
 * does not matter.
 *
 * @param asked the newest upload that becomes a file with this extension, the poster's included
 * @param settled the newest upload that is ready or failed
 * @param videos the version of each upload, by its id
 * @param removed uploads that nobody wants here any more, and when that was heard
 */
@Document("presentations")
record Presentation(
        @Id String place,
        @Nullable Map<String, Long> asked,
        @Nullable Long settled,
        @Nullable Map<String, Long> videos,
        @Nullable Map<String, Instant> removed) {

    boolean wasRemovedBefore(Instant time) {
        return isRemoved() && removed != null && removed.values().stream().allMatch(at -> at.isBefore(time));
    }

    boolean isConverting(String extension) {
        Long version = asked == null ? null : asked.get(extension);
        return version != null && (settled == null || version > settled) && !isRemoved();
    }

    /** Whether the newest upload is one that was removed; if none was heard of, what lies there can be no other. */
    boolean isRemoved() {
        if (removed == null || removed.isEmpty()) {
            return false;
        }
        return videos == null
                || videos.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .filter(newest -> !removed.containsKey(newest.getKey()))
                        .isEmpty();
    }
}
