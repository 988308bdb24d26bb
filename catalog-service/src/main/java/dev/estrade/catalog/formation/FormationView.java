package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Module;
import dev.estrade.catalog.lesson.LessonState.Failure;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A formation as people see it. Modules and videos stand in the order that their {@code order} says.
 *
 * @param change what was asked for last, while it waits for its videos or if it was refused
 */
record FormationView(
        String id,
        String trainerId,
        String title,
        String description,
        FormationStatus status,
        boolean published,
        boolean allowDownloads,
        @JsonRawValue String attributes,
        Instant createdAt,
        Instant updatedAt,
        @JsonProperty("presentationVideoId") @Nullable String presentationVideoId,
        @Nullable PresentationView presentation,
        List<ModuleView> modules,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ChangeView change) {

    record ModuleView(
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String clientRef,

            String title,
            String description,
            int order,
            @JsonProperty("presentationVideoId") @Nullable String presentationVideoId,
            @Nullable PresentationView presentation,
            List<LessonView> videos) {

        static ModuleView of(Module module, Progress progress) {
            return new ModuleView(
                    module.id(),
                    module.clientRef(),
                    module.title(),
                    module.description(),
                    module.order(),
                    videoId(module.presentation()),
                    PresentationView.of(module.presentation()),
                    module.lessons().stream()
                            .sorted(Comparator.comparing(Lesson::order))
                            .map(lesson -> LessonView.of(lesson, progress))
                            .toList());
        }
    }

    /**
     * @param progress 0..100
     * @param duration seconds
     * @param poster a URL that is good for an hour at least
     */
    record LessonView(
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String clientRef,

            String title,
            String description,
            int order,
            @JsonProperty("videoId") String videoId,
            String rel,
            Status status,
            int progress,
            @Nullable Double duration,
            @Nullable URI poster,
            @Nullable Failure error) {

        static LessonView of(Lesson lesson, Progress progress) {
            return new LessonView(
                    lesson.id(),
                    lesson.clientRef(),
                    lesson.title(),
                    lesson.description(),
                    lesson.order(),
                    lesson.video().id(),
                    lesson.rel().toString(),
                    progress.status(lesson),
                    progress.percent(lesson),
                    progress.known(lesson).duration(),
                    progress.poster(lesson),
                    progress.known(lesson).error());
        }
    }

    /**
     * @param filePath where it plays; null until it does
     * @param poster the path of a picture of it; null until it plays, and if there is none
     */
    record PresentationView(
            Presentation.Status status,
            @Nullable String filePath,
            @Nullable String poster,
            @Nullable Failure error) {
        static @Nullable PresentationView of(@Nullable Presentation presentation) {
            if (presentation == null) {
                return null;
            }
            boolean plays = presentation.status() == Presentation.Status.READY;
            return new PresentationView(
                    presentation.status(),
                    plays ? path(presentation.fileKey()) : null,
                    plays ? path(presentation.posterKey()) : null,
                    presentation.error());
        }

        private static @Nullable String path(@Nullable String key) {
            return key == null ? null : "/" + key;
        }
    }

    /** @param status {@code submitted} or {@code refused} */
    record ChangeView(String status, List<RejectedUpload> errors) {
        static @Nullable ChangeView of(@Nullable Draft draft) {
            return draft == null ? null : new ChangeView(draft.isOpen() ? "submitted" : "refused", draft.refused());
        }
    }

    /** @param withChange whether {@code change} is told, which learners must not see */
    static FormationView of(Formation formation, Progress progress, boolean withChange) {
        Content content = formation.shown();
        return new FormationView(
                formation.id(),
                formation.ownerId(),
                content.title(),
                content.description(),
                FormationStatus.of(formation, progress),
                content.published(),
                content.allowDownloads(),
                content.attributes(),
                formation.life().createdAt(),
                formation.life().since(),
                videoId(content.presentation()),
                PresentationView.of(content.presentation()),
                content.modules().stream()
                        .sorted(Comparator.comparing(Module::order))
                        .map(module -> ModuleView.of(module, progress))
                        .toList(),
                withChange && formation.state() == Life.State.WHOLE ? ChangeView.of(formation.draft()) : null);
    }

    private static @Nullable String videoId(@Nullable Presentation presentation) {
        return presentation == null ? null : presentation.videoId();
    }
}
