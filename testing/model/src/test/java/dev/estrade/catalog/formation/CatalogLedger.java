package dev.estrade.catalog.formation;

import dev.estrade.events.Rel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** The formations as they stand. */
public final class CatalogLedger {
    private CatalogLedger() {}

    /** @param waits whether a claim is awaited */
    public record Row(
            String id,
            String ownerId,
            String state,
            long edition,
            boolean waits,
            boolean published,
            boolean allowDownloads,
            List<LessonRow> lessons,
            Map<String, PresentationRow> presentations) {

        public boolean isWhole() {
            return state.equals("WHOLE");
        }
    }

    /** @param replaced videos that still play beside the one that it has */
    public record LessonRow(Rel rel, String videoId, List<String> replaced) {}

    /** @param fileKey null until it is known @param posterKey null if there is none */
    public record PresentationRow(
            String videoId,
            String status,
            @Nullable String fileKey,
            @Nullable String posterKey) {

        /** What must lie in the bucket once it is ready. */
        public Stream<String> objects() {
            return Stream.concat(Stream.of(String.valueOf(fileKey)), Stream.ofNullable(posterKey));
        }
    }

    public static List<Row> rows(ReactiveMongoOperations mongo) {
        return mongo.findAll(Formation.class).map(CatalogLedger::row).toStream().toList();
    }

    private static Row row(Formation formation) {
        Draft draft = formation.draft();
        return new Row(
                formation.id(),
                formation.ownerId(),
                formation.state().name(),
                formation.life().edition(),
                draft != null && draft.isOpen(),
                formation.content().published(),
                formation.content().allowDownloads(),
                formation.content().lessons().map(CatalogLedger::lesson).toList(),
                Place.all(formation.id(), formation.content()).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, place -> presentation(place.getValue()))));
    }

    private static LessonRow lesson(Content.Lesson lesson) {
        return new LessonRow(
                lesson.rel(),
                lesson.video().id(),
                lesson.replaced().stream().map(Content.Video::id).toList());
    }

    private static PresentationRow presentation(Presentation presentation) {
        return new PresentationRow(
                presentation.videoId(),
                Objects.requireNonNull(presentation.status()).name(),
                presentation.fileKey(),
                presentation.posterKey());
    }
}
