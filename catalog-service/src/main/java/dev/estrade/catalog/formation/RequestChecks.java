package dev.estrade.catalog.formation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.catalog.formation.Content.Module;
import dev.estrade.catalog.formation.FormationRequest.LessonItem;
import dev.estrade.catalog.formation.FormationRequest.ModuleItem;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** The path at which each item of the formation was named first. */
    private final Map<String, String> standing = new HashMap<>();

    private final Content known;
    private final boolean isFirst;
    private int lessons;

    private RequestChecks(Content known, boolean isFirst) {
        this.known = known;
        this.isFirst = isFirst;
    }

    /** Of a formation that is to be created. @throws ProblemException {@code request.invalid} */
    static void check(FormationRequest request) {
        new RequestChecks(Content.NOTHING, true).checkAll(request);
    }

    /**
     * Of one that is to be changed; it may become empty.
     *
     * @param known what it is now
     * @throws ProblemException {@code request.invalid}
     */
    static void check(FormationRequest request, Content known) {
        new RequestChecks(known, false).checkAll(request);
    }

    private void checkAll(FormationRequest request) {
        texts("", request.title(), request.description());
        attributes(request.attributesJson());
        presentation("presentationVideoId", request.presentationVideoId());
        modules(request.modules());
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
    }

    private void attributes(@Nullable String json) {
        if (json != null && json.getBytes(UTF_8).length > MAX_ATTRIBUTES) {
            fault("attributes", "field.size", "Attributes have up to " + MAX_ATTRIBUTES + " bytes of JSON.");
        }
    }

    private void modules(@Nullable List<@Nullable ModuleItem> modules) {
        if (modules == null || modules.isEmpty() && isFirst) {
            fault("modules", "field.required", "A formation has at least one module.");
            return;
        }
        for (int i = 0; i < modules.size(); i++) {
            ModuleItem module = modules.get(i);
            String path = "modules[" + i + "]";
            if (module == null) {
                fault(path, "field.required", "A module is an object.");
            } else {
                String id = Objects.requireNonNullElse(module.id(), "");
                item(path + ".id", id, known.module(id).map(Module::id));
                texts(path + ".", module.title(), module.description());
                presentation(path + ".presentationVideoId", module.presentationVideoId());
                lessons(path + ".videos", id, module.videos());
            }
        }
        if (lessons > MAX_LESSONS) {
            fault("modules", "field.size", "A formation has up to " + MAX_LESSONS + " lessons.");
        }
    }

    private void lessons(String path, String moduleId, @Nullable List<@Nullable LessonItem> items) {
        if (items == null || items.isEmpty() && isFirst) {
            fault(path, "field.required", "A module has at least one lesson.");
            return;
        }
        lessons += items.size();
        for (int i = 0; i < items.size(); i++) {
            LessonItem lesson = items.get(i);
            String item = path + "[" + i + "]";
            if (lesson == null) {
                fault(item, "field.required", "A lesson is an object.");
            } else {
                same(item + ".id", moduleId, lesson);
                texts(item + ".", lesson.title(), lesson.description());
                video(item + ".videoId", lesson.videoId());
            }
        }
    }

    private void same(String path, String moduleId, LessonItem item) {
        String id = Objects.requireNonNullElse(item.id(), "");
        Optional<String> meant = known.lesson(moduleId, item.rel(), id)
                .map(lesson -> lesson.rel().toString());
        if (meant.isEmpty() && known.lessons(id).size() > 1) {
            fault(path, "field.ambiguous", "Several lessons have this id; name the one that is meant by its rel, too.");
        }
        item(path, id, meant);
    }

    /** @param meant what of the formation it is, if it is known */
    private void item(String path, String id, Optional<String> meant) {
        if (id.length() > MAX_TITLE) {
            fault(path, "field.size", "An id has up to " + MAX_TITLE + " characters.");
        }
        meant.map(item -> standing.putIfAbsent(item, path))
                .ifPresent(first -> fault(path, "field.duplicate", "The item stands already at " + first + "."));
    }

    private void presentation(String path, @Nullable String videoId) {
        if (videoId != null) {
            video(path, videoId);
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
