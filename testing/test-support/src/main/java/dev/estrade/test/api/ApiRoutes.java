package dev.estrade.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.RouteTable;
import dev.estrade.test.api.ApiDocument.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;

/** Compares a service's document with the routes that exist, in both directions. */
public final class ApiRoutes {
    private static final ApiDocument DOCUMENT = ApiDocument.of(MergedApi.document());

    private ApiRoutes() {}

    /**
     * Fails where either has what the other has not.
     *
     * @param root the package in which the service's controllers are
     */
    public static void documentExactly(String service, String root) {
        List<Mapping> mappings = RouteTable.mappingsIn(root).map(Mapping::of).toList();
        List<Operation> operations = DOCUMENT.operations().stream()
                .filter(operation -> operation.service().equals(service))
                .toList();
        assertThat(mappings.stream()
                        .filter(mapping -> operations.stream().noneMatch(operation -> mapping.isNamedBy(operation))))
                .as("routes of " + service + " that docs/openapi does not have")
                .isEmpty();
        assertThat(operations.stream()
                        .filter(operation -> !operation.path().startsWith("/posts"))
                        .filter(operation -> !exists(operation, mappings)))
                .as("what docs/openapi has and " + service + " has not")
                .isEmpty();
    }

    /** With a slash at its end as well, or not, as it says. */
    private static boolean exists(Operation operation, List<Mapping> mappings) {
        String path = sample(operation);
        List<Mapping> found = mappings.stream()
                .filter(mapping -> mapping.matches(operation.method(), path))
                .toList();
        boolean slash = operation.item().has("x-trailing-slash");
        return !found.isEmpty()
                && (found.stream().anyMatch(Mapping::isOpen)
                        || slash
                                == mappings.stream()
                                        .anyMatch(mapping -> mapping.matches(operation.method(), path + "/")));
    }

    private record Mapping(String method, PathPattern pattern) {
        static Mapping of(String route) {
            String[] parts = route.split(" ", 2);
            return new Mapping(parts[0], PathPatternParser.defaultInstance.parse(parts[1]));
        }

        boolean matches(String verb, String path) {
            return method.equals(verb) && pattern.matches(PathContainer.parsePath(path));
        }

        boolean isNamedBy(Operation operation) {
            String path = sample(operation);
            return Stream.of(path, path + "/").anyMatch(one -> matches(operation.method(), one));
        }

        /** Its controller reads the rest of the path itself. */
        boolean isOpen() {
            return pattern.getPatternString().contains("*");
        }
    }

    /** The path with each variable's example, or the first of its values. */
    private static String sample(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : DOCUMENT.parameters(operation).toList()) {
            String value = parameter
                    .path("example")
                    .asString(parameter.at("/schema/enum/0").asString(""));
            path = path.replace("{" + parameter.path("name").asString() + "}", value);
        }
        assertThat(path).as("each variable of %s has an example", operation).doesNotContain("{", "//");
        return path;
    }
}
