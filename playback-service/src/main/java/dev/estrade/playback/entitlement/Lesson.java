package dev.estrade.playback.entitlement;

import dev.estrade.events.Rel;
import dev.estrade.playback.entitlement.Generation.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is known of a lesson, put together from two services' events in whatever order they come.
 *
 * @param id its {@code rel}
 * @param formationId null until its formation is heard of
 * @param generations in no order
 */
@Document("lessons")
@CompoundIndex(def = "{'generations.removed': 1}", sparse = true)
@CompoundIndex(def = "{'generations.original.filename': 1}", sparse = true)
public record Lesson(
        @Id String id,
        @Version @Nullable Long revision,
        @Indexed @Nullable String formationId,
        List<Generation> generations) {

    static Lesson unknown(Rel rel) {
        return new Lesson(rel.toString(), null, null, List.of());
    }

    Lesson in(String formation) {
        return new Lesson(id, revision, formation, generations);
    }

    Lesson with(Generation news) {
        Generation merged = generations.stream()
                .filter(known -> known.id().equals(news.id()))
                .findFirst()
                .map(known -> known.and(news))
                .orElse(news);
        List<Generation> others = generations.stream()
                .filter(known -> !known.id().equals(news.id()))
                .toList();
        return new Lesson(
                id,
                revision,
                formationId,
                Stream.concat(others.stream(), Stream.of(merged)).toList());
    }

    /** The newest generation that plays; an older one goes on playing until then. */
    public Optional<Generation> playing() {
        return generations.stream().filter(Generation::plays).max(Generation.BY_AGE);
    }

    /** One that plays or has played, for players that began with it. */
    public Optional<Generation> generation(String generationId) {
        return generations.stream()
                .filter(generation -> generation.id().equals(generationId))
                .filter(Generation::plays)
                .findFirst();
    }

    /**
     * The generation whose original is the lesson's: the one that plays, so that a replaced video stays to be had until
     * its successor plays; or the newest, if none does, so that trainers get back also what could not be converted.
     */
    Optional<Generation> withOriginal() {
        return playing()
                .filter(generation -> generation.original() != null)
                .or(() -> generations.stream()
                        .filter(generation -> generation.original() != null)
                        .max(Generation.BY_AGE));
    }

    /** Of a generation that is not removed, whether it plays or not. */
    public Optional<Original> original(String generationId) {
        return generations.stream()
                .filter(generation -> generation.id().equals(generationId))
                .findFirst()
                .map(Generation::original);
    }

    /** Whether there is nothing left to wait for. */
    public boolean failed() {
        List<Generation> wanted =
                generations.stream().filter(known -> !known.isRemoved()).toList();
        return !wanted.isEmpty() && wanted.stream().allMatch(known -> known.status() == Status.FAILED);
    }

    /** Without the tombstones of generations that were removed before then. */
    Lesson withoutTombstones(Instant before) {
        List<Generation> kept = generations.stream()
                .filter(known -> known.removed() == null || !known.removed().isBefore(before))
                .toList();
        return kept.size() == generations.size() ? this : new Lesson(id, revision, formationId, kept);
    }
}
