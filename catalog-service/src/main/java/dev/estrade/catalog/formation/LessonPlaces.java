package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Formation.Content;
import dev.estrade.catalog.formation.Formation.Lesson;
import dev.estrade.catalog.formation.Formation.Module;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Where form uploads put their videos: in the lesson that they name, which appears at the end if it is unknown. */
final class LessonPlaces {
    private LessonPlaces() {}

    /** A course of which nothing is known but its name. */
    static Content unknownCourse(String id) {
        return new Content(id, "", true, null, List.of());
    }

    /** @return the same content if it has this video, or a newer one, in this place */
    static Content with(Content content, ClaimedUpload upload, Instant at) {
        Rel rel = upload.rel();
        List<Module> modules = changedOrAdded(
                content.modules(),
                module -> module.id().equals(rel.moduleId()),
                module -> with(module, upload, at),
                with(unknownModule(rel, content.modules().size()), upload, at));
        return modules.equals(content.modules())
                ? content
                : new Content(
                        content.title(), content.description(), content.published(), content.attributesJson(), modules);
    }

    private static Module with(Module module, ClaimedUpload upload, Instant at) {
        Rel rel = upload.rel();
        List<Lesson> lessons = changedOrAdded(
                module.lessons(),
                lesson -> lesson.id().equals(rel.lessonId()),
                lesson -> with(lesson, upload, at),
                with(unknownLesson(rel, module.lessons().size()), upload, at));
        return new Module(
                module.id(), module.clientRef(), module.title(), module.description(), module.order(), lessons);
    }

    /** The video that was uploaded last stays, in whatever order the uploads are heard of. */
    private static Lesson with(Lesson lesson, ClaimedUpload upload, Instant at) {
        Instant known = lesson.uploadedAt();
        if (known != null && !at.isAfter(known)) {
            return lesson;
        }
        return new Lesson(
                lesson.id(),
                lesson.clientRef(),
                lesson.title(),
                lesson.description(),
                lesson.order(),
                upload.videoId(),
                upload.rel(),
                at);
    }

    private static Module unknownModule(Rel rel, int order) {
        return new Module(rel.moduleId(), null, rel.moduleId(), "", order, List.of());
    }

    private static Lesson unknownLesson(Rel rel, int order) {
        return new Lesson(rel.lessonId(), null, rel.lessonId(), "", order, "", rel, null);
    }

    private static <T> List<T> changedOrAdded(List<T> items, Predicate<T> isIt, UnaryOperator<T> change, T added) {
        if (items.stream().anyMatch(isIt)) {
            return items.stream()
                    .map(item -> isIt.test(item) ? change.apply(item) : item)
                    .toList();
        }
        List<T> more = new ArrayList<>(items);
        more.add(added);
        return List.copyOf(more);
    }
}
