package dev.estrade.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** docker-compose.yml, with its anchors resolved. */
final class Compose {
    private static final JsonNode FILE = Files.yaml("docker-compose.yml");

    private Compose() {}

    static JsonNode file() {
        return FILE;
    }

    static JsonNode service(String name) {
        return FILE.path("services").path(name);
    }

    static Stream<String> services() {
        return FILE.path("services").properties().stream().map(Map.Entry::getKey);
    }

    static Map<String, String> environment(String service) {
        Map<String, String> variables = new TreeMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        return variables;
    }
}
