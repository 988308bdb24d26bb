package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestChecksTests {
    @Test
    void acceptsTheSourcesBodyWithItsExtraFields() {
        FormationRequest request = read("""
                {"title": "Cours", "price": 12, "modules": [{"id": "x", "title": "M", "order": 1, "videos": [
                  {"id": "y", "title": "L", "description": "d", "videoId": "v1", "duration": 9, "file": {}, "order": 1},
                  {"title": "L2", "video_id": "v2"}]}]}
                """);

        assertThatCode(() -> RequestChecks.check(request)).doesNotThrowAnyException();
        assertThat(ContentBuilder.first(request, "t", "f1").lessons())
                .extracting(lesson -> lesson.video().id())
                .containsExactly("v1", "v2");
    }

    @Test
    void namesEveryFaultByItsPath() {
        FormationRequest request = read("""
                {"title": " ", "modules": [
                  {"title": "M", "videos": [{"title": "L", "videoId": "v1"}, null]},
                  {"videos": [{"title": "L", "videoId": "v1"}, {"title": "L"}]},
                  {"title": "M", "videos": []}]}
                """);

        assertThat(faults(request))
                .containsExactly(
                        "title",
                        "modules[0].videos[1]",
                        "modules[1].title",
                        "modules[1].videos[0].videoId",
                        "modules[1].videos[1].videoId",
                        "modules[2].videos");
    }

    @Test
    void boundsAttributes() {
        FormationRequest request = read("""
                {"title": "C", "attributes": {"a": "%s"}, "modules": [{"title": "M", "videos": [
                  {"title": "L", "videoId": "v1"}]}]}
                """.formatted("x".repeat(64 << 10)));

        assertThat(faults(request)).containsExactly("attributes");
    }

    private FormationRequest read(String body) {
        return Courses.JSON.readValue(body, FormationRequest.class);
    }

    private static List<String> faults(FormationRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> RequestChecks.check(request)).errors().stream()
                .map(FieldProblem::field)
                .toList();
    }
}
