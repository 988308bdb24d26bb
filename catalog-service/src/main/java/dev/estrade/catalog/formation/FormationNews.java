package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.FormationState.Refused;
import dev.estrade.catalog.formation.FormationState.Shown;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one connection has not heard yet. {@code formation} is the whole view: at first, unless the client knows it, and
 * whenever something else than the state of lessons changed. {@code lesson} is one lesson of that view. {@code refused}
 * and {@code gone} are the last.
 *
 * <p>Only the last event of a change has an id, so that a client that lost the others asks with the id of before.
 */
final class FormationNews {
    private final JsonMapper json;
    private final String formationId;
    private final @Nullable String known;
    private @Nullable Shown told;

    /** @param known the id of the last event that the client has seen */
    FormationNews(JsonMapper json, String formationId, @Nullable String known) {
        this.json = json;
        this.formationId = formationId;
        this.known = known;
    }

    static boolean isLast(ServerSentEvent<String> event) {
        return "refused".equals(event.event()) || "gone".equals(event.event());
    }

    List<ServerSentEvent<String>> of(FormationState state) {
        if (state instanceof Shown shown) {
            return of(shown);
        }
        return state instanceof Refused refused
                ? List.of(event("refused", new Refusal(formationId, refused.errors())))
                : gone();
    }

    /** There is no such formation, or not for this caller any more. */
    List<ServerSentEvent<String>> gone() {
        return List.of(event("gone", new Absent(formationId)));
    }

    private List<ServerSentEvent<String>> of(Shown now) {
        Shown before = told;
        told = now;
        if (before == null) {
            return now.id().equals(known) ? List.of() : List.of(whole(now));
        }
        List<JsonNode> lessons = now.lessonsChangedSince(before);
        List<ServerSentEvent<String>> events = new ArrayList<>();
        boolean changed = now.differsFrom(before);
        for (int i = 0; i < lessons.size(); i++) {
            boolean last = !changed && i == lessons.size() - 1;
            events.add(event("lesson", last ? now.id() : null, lessons.get(i).toString()));
        }
        if (changed) {
            events.add(whole(now));
        }
        return events;
    }

    private static ServerSentEvent<String> whole(Shown now) {
        return event("formation", now.id(), now.text());
    }

    private ServerSentEvent<String> event(String name, Object data) {
        return event(name, null, json.writeValueAsString(data));
    }

    private static ServerSentEvent<String> event(String name, @Nullable String id, String data) {
        ServerSentEvent.Builder<String> event =
                ServerSentEvent.<String>builder().event(name).data(data);
        return id == null ? event.build() : event.id(id).build();
    }

    /** @param errors as the refused request would have got them */
    record Refusal(String id, List<FieldProblem> errors) {}

    record Absent(String id) {}
}
