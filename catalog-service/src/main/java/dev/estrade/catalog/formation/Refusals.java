package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Module;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a request the videos stand that were refused. */
final class Refusals {
    private Refusals() {}

    static List<FieldProblem> of(Draft draft) {
        Map<String, String> paths = paths(draft.content());
        return draft.refused().stream()
                .map(refused -> new FieldProblem(
                        paths.getOrDefault(refused.videoId(), "videoId"),
                        refused.code(),
                        refused.detail() + " (" + refused.videoId() + ")"))
                .toList();
    }

    private static Map<String, String> paths(Content content) {
        Map<String, String> paths = new HashMap<>();
        put(paths, content.presentation(), "presentationVideoId");
        for (int m = 0; m < content.modules().size(); m++) {
            Module module = content.modules().get(m);
            put(paths, module.presentation(), "modules[" + m + "].presentationVideoId");
            for (int l = 0; l < module.lessons().size(); l++) {
                paths.put(module.lessons().get(l).video().id(), "modules[" + m + "].videos[" + l + "].videoId");
            }
        }
        return paths;
    }

    private static void put(Map<String, String> paths, @Nullable Presentation presentation, String path) {
        if (presentation != null) {
            paths.put(presentation.videoId(), path);
        }
    }
}
