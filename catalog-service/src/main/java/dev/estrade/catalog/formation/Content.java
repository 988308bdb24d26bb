package dev.estrade.catalog.formation;

import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.events.Rel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a formation consists of.
 *
 * @param allowDownloads whether learners may download the originals; absent in documents of earlier builds
 * @param attributesJson the client's own, as text: its keys could not all be a document's; null if it sent none
 */
record Content(
        String title,
        String description,
        boolean published,
        Boolean allowDownloads,
        @Nullable String attributesJson,
        @Nullable Presentation presentation,
        List<Module> modules) {

    static final Content NOTHING = new Content("", "", false, false, null, null, List.of());

    Content {
        allowDownloads = Objects.requireNonNullElse(allowDownloads, false);
    }

    /** @param clientRef the id that the client gave it, if any */
    record Module(
            String id,
            @Nullable String clientRef,
            String title,
            String description,
            int order,
            @Nullable Presentation presentation,
            List<Lesson> lessons) {

        List<Lesson> lessons(String lessonId) {
            return lessons.stream()
                    .filter(lesson -> lesson.id().equals(lessonId))
                    .toList();
        }

        Module with(List<Lesson> changed) {
            return new Module(id, clientRef, title, description, order, presentation, changed);
        }

        Module presented(@Nullable Presentation changed) {
            return new Module(id, clientRef, title, description, order, changed, lessons);
        }
    }

    /**
     * @param rel stays what it was when the lesson is moved to another module
     * @param replaced videos that it had before, the oldest first; they play until the current one does, and are kept
     *     for a while for those who began with them
     */
    record Lesson(
            String id,
            @Nullable String clientRef,
            String title,
            String description,
            int order,
            Rel rel,
            Video video,
            List<Video> replaced) {

        /** Of the video that it has now. */
        String stateId() {
            return LessonState.idOf(rel, video.id());
        }

        Lesson with(Video current, List<Video> before) {
            return new Lesson(id, clientRef, title, description, order, rel, current, before);
        }

        Stream<Video> videos() {
            return Stream.concat(replaced.stream(), Stream.of(video));
        }
    }

    /**
     * @param id of the upload; names the lesson's generation, too
     * @param since when the lesson got it, null if it came with its formation; of a replaced one, since when its
     *     successor plays, null until then
     */
    record Video(String id, @Nullable Instant since) {}

    /** JSON, an empty object if the client sent none. */
    String attributes() {
        return attributesJson == null ? "{}" : attributesJson;
    }

    Stream<Lesson> lessons() {
        return modules.stream().flatMap(module -> module.lessons().stream());
    }

    /** Forms may have named several so, each for a module of its own. */
    List<Lesson> lessons(String id) {
        return lessons().filter(lesson -> lesson.id().equals(id)).toList();
    }

    /**
     * The lesson that an item of a module means: the one of this {@code rel}; or by its id the module's own, or else the
     * one that is elsewhere. Where several have the id it means none.
     */
    Optional<Lesson> lesson(String moduleId, @Nullable String rel, String id) {
        return Optional.ofNullable(rel)
                .flatMap(Rel::parse)
                .flatMap(this::lesson)
                .or(() -> module(moduleId)
                        .map(module -> module.lessons(id))
                        .filter(own -> !own.isEmpty())
                        .or(() -> Optional.of(lessons(id)))
                        .filter(meant -> meant.size() == 1)
                        .map(meant -> meant.get(0)));
    }

    Optional<Lesson> lesson(Rel rel) {
        return lessons().filter(lesson -> lesson.rel().equals(rel)).findFirst();
    }

    Optional<Module> module(String id) {
        return modules.stream().filter(module -> module.id().equals(id)).findFirst();
    }

    Content with(List<Module> changed) {
        return new Content(title, description, published, allowDownloads, attributesJson, presentation, changed);
    }

    Content presented(@Nullable Presentation changed) {
        return new Content(title, description, published, allowDownloads, attributesJson, changed, modules);
    }

    /** @return the same content if nothing changed */
    Content withLessons(UnaryOperator<Lesson> change) {
        List<Module> changed = modules.stream()
                .map(module -> module.with(module.lessons().stream().map(change).toList()))
                .toList();
        return changed.equals(modules) ? this : with(changed);
    }
}
