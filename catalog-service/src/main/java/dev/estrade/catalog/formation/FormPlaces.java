package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Module;
import dev.estrade.catalog.formation.Content.Video;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where form uploads put their videos: in the place that they name, which appears at the end if it is unknown. */
final class FormPlaces {
    private FormPlaces() {}

    /** A course of which nothing is known but its name. */
    static Content unknownCourse(String id) {
        return new Content(id, "", true, false, null, null, List.of());
    }

    /** @return the same content if it knows of this video in this lesson */
    static Content with(Content content, ClaimedUpload upload, Instant at) {
        Rel rel = upload.rel();
        Video video = new Video(upload.videoId(), at);
        if (content.lessons().anyMatch(lesson -> lesson.rel().equals(rel))) {
            return content.withLessons(lesson -> lesson.rel().equals(rel) ? with(lesson, video) : lesson);
        }
        return changed(
                content, rel.moduleId(), module -> module.with(append(module.lessons(), unknown(rel, module, video))));
    }

    /** @return the same content if it knows this already, or something newer */
    static Content with(Content content, Place place, Presentation said) {
        if (place.moduleId().isEmpty()) {
            Presentation newest = Presentation.newest(content.presentation(), said);
            return newest.equals(content.presentation()) ? content : content.presented(newest);
        }
        Content changed = changed(
                content,
                place.moduleId().get(),
                module -> module.presented(Presentation.newest(module.presentation(), said)));
        return changed.equals(content) ? content : changed;
    }

    /** @return the same content unless this very upload is the place's presentation, and this is news of it */
    static Content refreshed(Content content, Place place, Presentation said) {
        boolean there = Optional.ofNullable(
                        Place.all(place.formationId(), content).get(place.toString()))
                .filter(known -> known.videoId().equals(said.videoId()))
                .isPresent();
        return there ? with(content, place, said) : content;
    }

    /** The video that was uploaded last stays, in whatever order the uploads are heard of. */
    private static Lesson with(Lesson lesson, Video video) {
        if (lesson.videos().anyMatch(known -> known.id().equals(video.id()))) {
            return lesson;
        }
        return isAfter(video.since(), lesson.video().since())
                ? lesson.with(
                        video,
                        append(lesson.replaced(), new Video(lesson.video().id(), null)))
                : lesson.with(lesson.video(), append(lesson.replaced(), new Video(video.id(), null)));
    }

    private static boolean isAfter(@Nullable Instant time, @Nullable Instant known) {
        return known == null || (time != null && time.isAfter(known));
    }

    private static Content changed(Content content, String moduleId, UnaryOperator<Module> change) {
        List<Module> modules = content.module(moduleId).isPresent()
                ? content.modules()
                : append(content.modules(), unknown(moduleId, content.modules().size()));
        return content.with(modules.stream()
                .map(module -> module.id().equals(moduleId) ? change.apply(module) : module)
                .toList());
    }

    private static Module unknown(String id, int order) {
        return new Module(id, null, id, "", order, null, List.of());
    }

    private static Lesson unknown(Rel rel, Module module, Video video) {
        int order = module.lessons().size();
        return new Lesson(rel.lessonId(), null, rel.lessonId(), "", order, rel, video, List.of());
    }

    private static <T> List<T> append(List<T> items, T more) {
        return Stream.concat(items.stream(), Stream.of(more)).toList();
    }
}
