package dev.estrade.catalog.formation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.catalog.formation.FormationRequest.LessonItem;
import dev.estrade.catalog.formation.FormationRequest.ModuleItem;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a request at once, each with its JSON path. */
final class RequestChecks {
    private static final int MAX_TITLE = 255;
    private static final int MAX_DESCRIPTION = 10_000;
    private static final int MAX_LESSONS = 500;
    private static final int MAX_ATTRIBUTES = 64 << 10;

    private final List<FieldProblem> faults = new ArrayList<>();
    /** The path at which each video was named first. */
    private final Map<String, String> videos = new HashMap<>();

    private RequestChecks() {}

    /** @throws ProblemException {@code request.invalid} */
    static void check(FormationRequest request) {
        RequestChecks checks = new RequestChecks();
        checks.texts("", request.title(), request.description());
        checks.attributes(request.attributesJson());
        checks.modules(request.modules());
        if (!checks.faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(checks.faults);
        }
    }

    private void attributes(@Nullable String json) {
        if (json != null && json.getBytes(UTF_8).length > MAX_ATTRIBUTES) {
            fault("attributes", "field.size", "Attributes have up to " + MAX_ATTRIBUTES + " bytes of JSON.");
        }
    }

    private void modules(@Nullable List<@Nullable ModuleItem> modules) {
        if (modules == null || modules.isEmpty()) {
            fault("modules", "field.required", "A formation has at least one module.");
            return;
        }
        for (int i = 0; i < modules.size(); i++) {
            ModuleItem module = modules.get(i);
            String path = "modules[" + i + "]";
            if (module == null) {
                fault(path, "field.required", "A module is an object.");
            } else {
                texts(path + ".", module.title(), module.description());
                lessons(path + ".videos", module.videos());
            }
        }
        if (videos.size() > MAX_LESSONS) {
            fault("modules", "field.size", "A formation has up to " + MAX_LESSONS + " lessons.");
        }
    }

    private void lessons(String path, @Nullable List<@Nullable LessonItem> lessons) {
        if (lessons == null || lessons.isEmpty()) {
            fault(path, "field.required", "A module has at least one lesson.");
            return;
        }
        for (int i = 0; i < lessons.size(); i++) {
            LessonItem lesson = lessons.get(i);
            String item = path + "[" + i + "]";
            if (lesson == null) {
                fault(item, "field.required", "A lesson is an object.");
            } else {
                texts(item + ".", lesson.title(), lesson.description());
                video(item + ".videoId", lesson.videoId());
            }
        }
    }

    private void video(String path, @Nullable String videoId) {
        if (videoId == null || videoId.isBlank()) {
            fault(path, "field.required", "A lesson names its uploaded video.");
            return;
        }
        String first = videos.putIfAbsent(videoId.strip(), path);
        if (first != null) {
            fault(path, "field.duplicate", "The video is named already at " + first + ".");
        }
    }

    private void texts(String prefix, @Nullable String title, @Nullable String description) {
        if (title == null || title.isBlank() || title.length() > MAX_TITLE) {
            fault(prefix + "title", "field.required", "A title has 1 to " + MAX_TITLE + " characters.");
        }
        if (description != null && description.length() > MAX_DESCRIPTION) {
            fault(prefix + "description", "field.size", "A description has up to " + MAX_DESCRIPTION + " characters.");
        }
    }

    private void fault(String field, String code, String detail) {
        faults.add(new FieldProblem(field, code, detail));
    }
}
