package dev.estrade.test.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.api.ApiContract.Answer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** That an answer which is not documented is noticed. */
class ApiContractTests {
    private static final ApiContract CONTRACT = ApiContract.ofAllServices();
    private static final String PROBLEM = """
            {"type": "https://estrade.dev/errors/%1$s", "title": "T", "status": 404, "detail": "D", "instance": "/", \
            "code": "%1$s", "trace_id": "0123456789abcdef0123456789abcdef"}""";
    private static final String TASK = """
            {"task_id": "t", "lesson_id": "l", "rel": "a/b/c/d", "status": "ready", "progress": 100, "duration": 2.5, \
            "renditions": [{"name": "480p", "width": 854, "height": 480}]%s}""";

    @Test
    void takesWhatIsDocumented() {
        assertThat(faults("GET", "/api/tasks/t", 200, TASK.formatted(""))).isEmpty();
        assertThat(faults("GET", "/api/tasks/t", 404, PROBLEM.formatted("task.unknown")))
                .isEmpty();
        assertThat(faults("GET", "/posts/p", 404, PROBLEM.formatted("post.unknown")))
                .isEmpty();
        assertThat(faults("GET", "/api/nothing", 404, PROBLEM.formatted("resource.not_found")))
                .isEmpty();
    }

    @Test
    void noticesARoute() {
        assertThat(faults("GET", "/api/courses", 200, "{}")).hasSize(1);
        assertThat(faults("DELETE", "/api/tasks/t", 204, "")).hasSize(1);
        assertThat(faults("GET", "/api/tasks/t/", 200, TASK.formatted(""))).hasSize(1);
    }

    @Test
    void noticesAStatus() {
        assertThat(faults("GET", "/api/tasks/t", 201, TASK.formatted(""))).hasSize(1);
        assertThat(faults("DELETE", "/api/formations/f", 200, "")).hasSize(1);
    }

    @Test
    void noticesACode() {
        assertThat(faults("GET", "/api/tasks/t", 404, PROBLEM.formatted("post.unknown")))
                .hasSize(1);
        assertThat(faults("GET", "/api/tasks/t", 409, PROBLEM.formatted("task.not_failed")))
                .hasSize(1);
    }

    @Test
    void noticesAFieldThatIsUnknownMissingOrOfAnotherType() {
        assertThat(faults("GET", "/api/tasks/t", 200, TASK.formatted(", \"secret\": 1")))
                .hasSize(1);
        assertThat(faults("GET", "/api/tasks/t", 200, TASK.formatted("").replace("\"duration\": 2.5, ", "")))
                .hasSize(1);
        assertThat(faults("GET", "/api/tasks/t", 200, TASK.formatted("").replace("2.5", "\"2.5\"")))
                .hasSize(1);
    }

    @Test
    void noticesAContentTypeAndAHeader() {
        Answer html = new Answer("GET", "/api/tasks/t", 200, MediaType.TEXT_HTML, Set.of(), new byte[0]);
        assertThat(CONTRACT.faults(html)).hasSize(1);
        Answer untagged = new Answer("GET", "/api/formations/f", 200, MediaType.APPLICATION_JSON, Set.of("date"), null);
        assertThat(CONTRACT.faults(untagged)).singleElement().asString().contains("the header etag is missing");
    }

    private static List<String> faults(String method, String path, int status, String body) {
        MediaType type = status < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON;
        return CONTRACT.faults(new Answer(method, path, status, type, Set.of(), body.getBytes(UTF_8)));
    }
}
