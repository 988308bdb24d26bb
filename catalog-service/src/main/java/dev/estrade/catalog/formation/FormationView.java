package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.estrade.catalog.formation.Formation.State;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A formation as people see it. */
record FormationView(
        String id,
        String trainerId,
        String title,
        String description,
        String status,
        boolean published,
        @JsonRawValue String attributes,
        List<ModuleView> modules) {

    record ModuleView(
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String clientRef,

            String title,
            String description,
            int order,
            List<LessonView> videos) {}

    /**
     * @param progress 0..100
     * @param duration seconds
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
            @Nullable String poster,
            LessonState.@Nullable Failure error) {

        static LessonView of(Formation.Lesson lesson, @Nullable LessonState state) {
            return new LessonView(
                    lesson.id(),
                    lesson.clientRef(),
                    lesson.title(),
                    lesson.description(),
                    lesson.order(),
                    lesson.videoId(),
                    lesson.rel().toString(),
                    state == null ? Status.QUEUED : state.status(),
                    state == null ? 0 : state.progress(),
                    state == null ? null : state.duration(),
                    null,
                    state == null ? null : state.error());
        }
    }

    static FormationView of(Formation formation, Map<String, LessonState> states) {
        Formation.Content content = formation.content();
        List<ModuleView> modules = content.modules().stream()
                .map(module -> new ModuleView(
                        module.id(),
                        module.clientRef(),
                        module.title(),
                        module.description(),
                        module.order(),
                        module.lessons().stream()
                                .map(lesson -> LessonView.of(lesson, states.get(lesson.stateId())))
                                .toList()))
                .toList();
        return new FormationView(
                formation.id(),
                formation.ownerId(),
                content.title(),
                content.description(),
                status(formation, states),
                content.published(),
                content.attributesJson() == null ? "{}" : content.attributesJson(),
                modules);
    }

    private static String status(Formation formation, Map<String, LessonState> states) {
        if (formation.state() == State.SUBMITTED) {
            return "submitted";
        }
        List<Status> all = formation
                .lessons()
                .map(lesson -> states.get(lesson.stateId()))
                .map(state -> state == null ? Status.QUEUED : state.status())
                .toList();
        if (!all.stream().allMatch(Status::isFinal)) {
            return "processing";
        }
        return all.contains(Status.FAILED) ? "degraded" : "ready";
    }
}
