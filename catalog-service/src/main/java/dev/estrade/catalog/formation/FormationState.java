package dev.estrade.catalog.formation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A formation at one moment, as its streams tell of it. */
sealed interface FormationState {

    /** There is none for people any more. */
    record Gone() implements FormationState {}

    /** It never came to be. */
    record Refused(List<FieldProblem> errors) implements FormationState {}

    /**
     * It is there, or on its way.
     *
     * @param version of the document; rights can have changed only with it or with an enrolment
     * @param text the view's JSON, written once for all who read it
     * @param id a digest of {@code text}, the same in every replica: no version covers formation and lessons together
     */
    record Shown(@Nullable Long version, JsonNode view, String text, String id) implements FormationState {
        /** What of a lesson changes while it is converted. */
        private static final List<String> LIVE = List.of("status", "progress", "duration", "poster", "error");

        static Shown of(@Nullable Long version, FormationView view, JsonMapper json) {
            String text = json.writeValueAsString(view);
            String id = UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString();
            return new Shown(version, json.readTree(text), text, id);
        }

        /** Lessons that both have, but differently. */
        List<JsonNode> lessonsChangedSince(Shown before) {
            Map<String, JsonNode> known = before.lessons();
            return lessons().entrySet().stream()
                    .filter(lesson -> known.containsKey(lesson.getKey()))
                    .filter(lesson -> !lesson.getValue().equals(known.get(lesson.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        /** Whether something else than the state of lessons differs. */
        boolean differsFrom(Shown before) {
            return !outline().equals(before.outline());
        }

        private Map<String, JsonNode> lessons() {
            Map<String, JsonNode> byRel = new LinkedHashMap<>();
            lessonsOf(view).forEach(lesson -> byRel.put(lesson.path("rel").asString(), lesson));
            return byRel;
        }

        private JsonNode outline() {
            JsonNode copy = view.deepCopy();
            lessonsOf(copy).forEach(lesson -> ((ObjectNode) lesson).remove(LIVE));
            return copy;
        }

        private static List<JsonNode> lessonsOf(JsonNode formation) {
            return formation
                    .path("modules")
                    .valueStream()
                    .flatMap(module -> module.path("videos").valueStream())
                    .toList();
        }
    }
}
