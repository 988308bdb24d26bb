package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.api.ApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the API's document shows is what works: its examples, sent to a real stack; each answer is held to the document. */
@TestInstance(Lifecycle.PER_CLASS)
class ExamplesIT {
    private static final Stack STACK = Stack.running();

    /** The backend's, which signs; GenerationIT has one. */
    private static final String SIGNED = "reportGeneration";

    private final ApiDocument document = ApiDocument.of(
            STACK.anonymous().get("/api/docs/openapi.json").expect(200).json());
    private final Examples examples;

    ExamplesIT() throws IOException {
        Videos videos = new Videos(
                Lecture.ffmpeg(), STACK.home().resolveSibling("examples").resolve("videos"));
        examples = new Examples(
                document, STACK, Files.readAllBytes(videos.short2s(1).get(0).file()));
    }

    static Stream<JsonNode> workflows() {
        return Examples.workflows().stream();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void runs(JsonNode workflow) {
        examples.run(workflow);
    }

    @Test
    void sendsEveryExampleOfABody() {
        Set<String> shown = document.operations().stream()
                .filter(operation -> operation.node().at("/requestBody/content").has("application/json"))
                .map(ApiDocument.Operation::id)
                .filter(id -> !id.equals(SIGNED))
                // The same routes at another address.
                .filter(id -> !id.endsWith("WithoutApi"))
                .collect(Collectors.toSet());
        assertThat(Examples.operations().collect(Collectors.toSet())).containsAll(shown);
    }
}
