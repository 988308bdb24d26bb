package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.estrade.catalog.formation.Content.Lesson;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A formation in a list.
 *
 * @param progress of all lessons together, 0..100
 * @param duration of the lessons that are known, seconds
 * @param poster of the first lesson that has one
 */
record FormationSummary(
        String id,
        String trainerId,
        String title,
        String description,
        FormationStatus status,
        boolean published,
        @JsonRawValue String attributes,
        Instant createdAt,
        Instant updatedAt,
        int modulesCount,
        int lessonsCount,
        int progress,
        double duration,
        @Nullable URI poster) {

    static FormationSummary of(Formation formation, Progress progress) {
        Content content = formation.shown();
        List<Lesson> lessons = content.lessons().toList();
        return new FormationSummary(
                formation.id(),
                formation.ownerId(),
                content.title(),
                content.description(),
                FormationStatus.of(formation, progress),
                content.published(),
                content.attributes(),
                formation.life().createdAt(),
                formation.life().since(),
                content.modules().size(),
                lessons.size(),
                (int) lessons.stream().mapToInt(progress::percent).average().orElse(0),
                lessons.stream()
                        .map(lesson -> progress.known(lesson).duration())
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .sum(),
                lessons.stream()
                        .map(progress::poster)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }
}
