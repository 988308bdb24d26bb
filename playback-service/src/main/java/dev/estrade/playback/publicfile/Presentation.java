package dev.estrade.playback.publicfile;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far a place's presentation is. Only the largest version of each kind is kept, so the order in which events come
 * does not matter.
 *
 * @param asked the newest upload that becomes a file with this extension
 * @param settled the newest upload that is ready or failed
 */
@Document("presentations")
record Presentation(
        @Id String place,
        @Nullable Map<String, Long> asked,
        @Nullable Long settled) {

    boolean isConverting(String extension) {
        Long version = asked == null ? null : asked.get(extension);
        return version != null && (settled == null || version > settled);
    }
}
