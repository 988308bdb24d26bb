package dev.estrade.transcode.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.work.Hindrance;
import dev.estrade.transcode.work.Transcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcode as its owner sees it.
 *
 * @param duration seconds; null until the file has been looked at
 * @param waiting why nothing happens just now; null if something does
 */
record TaskView(
        String taskId,
        String lessonId,
        String rel,
        String status,
        int progress,
        @Nullable Double duration,
        List<Rendition> renditions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Failure error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Failure waiting) {

    record Rendition(String name, int width, int height) {}

    record Failure(String code, String detail) {
        static Failure of(ProblemCode problem) {
            return new Failure(problem.code(), problem.title());
        }
    }

    static TaskView of(Transcode transcode) {
        Plan plan = transcode.plan();
        TranscodeProblem problem = transcode.state().problem();
        Hindrance hindrance = transcode.queue().hindrance();
        return new TaskView(
                transcode.lesson().generation(),
                transcode.lesson().rel().lessonId(),
                transcode.lesson().rel().toString(),
                transcode.status().text(),
                transcode.percent(),
                plan == null ? null : plan.duration(),
                plan == null ? List.of() : renditions(plan),
                problem == null ? null : Failure.of(problem),
                hindrance == null || transcode.status().isOver() ? null : Failure.of(hindrance.problem()));
    }

    private static List<Rendition> renditions(Plan plan) {
        return plan.rungs().stream()
                .map(rung -> new Rendition(rung.name(), rung.width(), rung.height()))
                .toList();
    }
}
