package dev.estrade.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Committed;
import dev.estrade.test.api.ApiDocument.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The documents among themselves; whether they are true is found out wherever something is answered. */
class OpenApiTests {
    private static final ApiDocument DOCUMENT = ApiDocument.of(MergedApi.document());

    @Test
    void isCommittedAsItIsServed() {
        Path served = ApiFiles.folder().resolve("openapi.json");
        Committed.is(served, MergedApi.bytes(DOCUMENT.root()));
    }

    @Test
    void documentsEveryCode() {
        ErrorCodes errors = ErrorCodes.read();
        String all = Stream.concat(Stream.of(ApiFiles.COMMON), ApiFiles.SERVICES.stream())
                .map(name -> ApiFiles.read(name).toString())
                .collect(Collectors.joining());
        List<String> existing =
                errors.rows().stream().map(ErrorCodes.Row::code).distinct().toList();
        assertThat(errors.namedIn(all)).containsExactlyInAnyOrderElementsOf(existing);
    }

    /** A service's own codes stand where its statuses are; another's may be passed on with another one. */
    @Test
    void documentsCodesAtTheirStatus() {
        ErrorCodes errors = ErrorCodes.read();
        List<String> wrong = new ArrayList<>();
        for (Operation operation : DOCUMENT.operations()) {
            operation.node().path("responses").properties().stream()
                    .filter(response -> !response.getKey().equals("default"))
                    .forEach(response -> {
                        String text = DOCUMENT.resolved(response.getValue())
                                .path("description")
                                .asString();
                        errors.namedIn(text).stream()
                                .map(code -> errors.of(code, operation.service()))
                                .filter(row -> row.isOf(operation.service()))
                                .filter(row -> !String.valueOf(row.status()).equals(response.getKey()))
                                .forEach(row -> wrong.add(operation + " " + response.getKey() + " " + row.code()));
                    });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void namesEachOperationOnce() {
        List<String> ids = DOCUMENT.operations().stream()
                .filter(operation -> operation
                        .pointer()
                        .startsWith("/paths/" + operation.path().replace("/", "~1") + "/"))
                .map(Operation::id)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("").hasSizeGreaterThan(80);
    }

    @Test
    void describesEveryVariableOfEveryPath() {
        for (Operation operation : DOCUMENT.operations()) {
            Set<String> declared = DOCUMENT.parameters(operation)
                    .filter(parameter -> parameter.path("in").asString().equals("path"))
                    .map(parameter -> parameter.path("name").asString())
                    .collect(Collectors.toSet());
            Set<String> used = Pattern.compile("\\{([^}]+)}")
                    .matcher(operation.path())
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
            assertThat(declared).as(operation.toString()).isEqualTo(used);
        }
    }

    @Test
    void givesEveryBodyAnExampleThatFits() {
        ApiSchemas schemas = ApiSchemas.lenient(DOCUMENT.root());
        for (Operation operation : DOCUMENT.operations()) {
            JsonNode body = operation.node().at("/requestBody/content/application~1json");
            if (!body.isMissingNode()) {
                String pointer = operation.pointer() + "/requestBody/content/application~1json/schema";
                assertThat(body.has("example"))
                        .as(operation + " has an example")
                        .isTrue();
                assertThat(schemas.faults(pointer, body.get("example")))
                        .as(operation.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void refersOnlyToWhatThereIs() {
        List<String> dangling = DOCUMENT.root().findValuesAsString("$ref").stream()
                .filter(reference -> DOCUMENT.root().at(reference.substring(1)).isMissingNode())
                .distinct()
                .toList();
        assertThat(dangling).isEmpty();
    }
}
