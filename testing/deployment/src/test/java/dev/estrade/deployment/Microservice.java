package dev.estrade.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service as its own settings describe it: its application.yml and what that imports. */
record Microservice(String name, List<JsonNode> settings) {
    static final List<Microservice> ALL = Stream.of(
                    "gateway",
                    "catalog-service",
                    "upload-service",
                    "transcode-service",
                    "playback-service",
                    "generation-service")
            .map(Microservice::named)
            .toList();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)([:}])");
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z][A-Z0-9_]*:(.*)}");
    private static final Set<String> JVM = Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    static Microservice named(String name) {
        List<JsonNode> settings = new ArrayList<>();
        String file = name + "/src/main/resources/application.yml";
        while (!file.isEmpty()) {
            JsonNode document = Files.yaml(file);
            settings.add(document);
            String imported = document.at("/spring/config/import").asText();
            file = imported.isEmpty() ? "" : imported.replace("classpath:", "libs/service-support/src/main/resources/");
        }
        return new Microservice(name, List.copyOf(settings));
    }

    static Stream<Microservice> all() {
        return ALL.stream();
    }

    int port() {
        return number("/estrade/ports/http");
    }

    int managementPort() {
        return number("/estrade/ports/management");
    }

    /** How long one phase of its shutdown may take; requests and consumers end in phases of their own. */
    Duration shutdownPhase() {
        return Duration.parse("PT" + value("/spring/lifecycle/timeout-per-shutdown-phase"));
    }

    /** Variables without which it does not start. */
    Set<String> required() {
        return placeholders("}");
    }

    /** Whether a variable of this name changes anything: it is named in the settings, or Spring's name of one of its own. */
    boolean binds(String variable) {
        return placeholders(":}").contains(variable) || JVM.contains(variable) || isOfSpring(variable);
    }

    private boolean isOfSpring(String variable) {
        return variable.startsWith("SPRING_KAFKA_")
                && !at("/spring/kafka").isMissingNode()
                && SpringSettings.knows(variable);
    }

    private Set<String> placeholders(String ends) {
        Set<String> names = new TreeSet<>();
        settings.forEach(document -> texts(document)
                .forEach(text -> PLACEHOLDER
                        .matcher(text)
                        .results()
                        .filter(found -> ends.contains(found.group(2)))
                        .forEach(found -> names.add(found.group(1)))));
        return names;
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isContainerNode()
                ? Stream.iterate(node.elements(), i -> i.hasNext(), i -> i).flatMap(i -> texts(i.next()))
                : Stream.of(node.asText());
    }

    private int number(String pointer) {
        String value = value(pointer);
        var withDefault = DEFAULT.matcher(value);
        return Integer.parseInt(withDefault.matches() ? withDefault.group(1) : value);
    }

    private String value(String pointer) {
        return at(pointer).asText();
    }

    private JsonNode at(String pointer) {
        return settings.stream()
                .map(document -> document.at(pointer))
                .filter(found -> !found.isMissingNode())
                .findFirst()
                .orElseGet(() -> settings.get(0).at("/absent"));
    }

    @Override
    public String toString() {
        return name;
    }
}
