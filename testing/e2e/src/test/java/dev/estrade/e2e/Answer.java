package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer, with the checks that every test makes. */
record Answer(HttpResponse<byte[]> response) {
    private static final JsonMapper JSON = JsonMapper.shared();

    int status() {
        return response.statusCode();
    }

    byte[] body() {
        return response.body();
    }

    String text() {
        return new String(body(), UTF_8);
    }

    JsonNode json() {
        return JSON.readTree(body());
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    Answer expect(int status) {
        assertThat(status())
                .as("%s %s answers %s", response.request().method(), response.uri(), text())
                .isEqualTo(status);
        return this;
    }

    /** The problem+json of CONTRACT.md, with every member it promises. */
    Answer expectProblem(int status, String code) {
        expect(status);
        assertThat(header("content-type")).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asString()).as(text()).isEqualTo(code);
        assertThat(problem.path("type").asString()).endsWith(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).startsWith("/");
        assertThat(problem.path("trace_id").asString()).matches("[0-9a-f]{32}");
        return this;
    }
}
