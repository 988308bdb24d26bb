package dev.estrade.test.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The operations of an OpenAPI document, and which of them a request is. */
public final class ApiDocument {
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode root;
    private final List<Operation> operations;

    private ApiDocument(JsonNode root) {
        this.root = root;
        this.operations = root.path("paths")
                .propertyStream()
                .flatMap(this::operations)
                .sorted(Comparator.comparing(Operation::variables).thenComparing(Operation::path))
                .toList();
    }

    public static ApiDocument of(JsonNode root) {
        return new ApiDocument(root);
    }

    /**
     * One method of one path.
     *
     * @param pointer where it stands, as a JSON pointer
     * @param item the path's own members, its parameters among them
     */
    public record Operation(String method, String path, String pointer, JsonNode item, JsonNode node, Pattern pattern) {

        public String id() {
            return node.path("operationId").asString();
        }

        public String service() {
            return node.path("x-service").asString();
        }

        /** Fewer are more exact. */
        int variables() {
            return path.split("\\{", -1).length;
        }

        boolean matches(String requestMethod, String rawPath) {
            return method.equals(requestMethod) && pattern.matcher(rawPath).matches();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The most exact one; HEAD is GET. */
    Optional<Operation> find(String method, String rawPath) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(operation -> operation.matches(asked, rawPath))
                .findFirst();
    }

    public Operation named(String operationId) {
        return operations.stream()
                .filter(operation -> operation.id().equals(operationId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No operation " + operationId));
    }

    /** The path's and the operation's own. */
    public Stream<JsonNode> parameters(Operation operation) {
        return Stream.of(operation.item(), operation.node())
                .flatMap(place -> place.path("parameters").valueStream())
                .map(this::resolved);
    }

    /** What a reference means; anything else is itself. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    private Stream<Operation> operations(Map.Entry<String, JsonNode> path) {
        String reference = path.getValue().path("$ref").asString("");
        JsonNode item = resolved(path.getValue());
        String pointer = reference.isEmpty() ? "/paths/" + path.getKey().replace("/", "~1") : reference.substring(1);
        Pattern pattern = pattern(path.getKey(), item);
        return item.propertyStream()
                .filter(member -> METHODS.contains(member.getKey()))
                .map(member -> new Operation(
                        member.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        pointer + "/" + member.getKey(),
                        item,
                        member.getValue(),
                        pattern));
    }

    /** A variable is one segment, or a part of one, and one of those that are listed where some are. */
    private Pattern pattern(String path, JsonNode item) {
        StringBuilder pattern = new StringBuilder();
        for (String piece : path.split("(?=\\{)|(?<=})", -1)) {
            pattern.append(piece.startsWith("{") ? values(piece, item) : Pattern.quote(piece));
        }
        return Pattern.compile(pattern + (item.has("x-trailing-slash") ? "/?" : ""));
    }

    private String values(String variable, JsonNode item) {
        String listed = item.path("parameters")
                .valueStream()
                .map(this::resolved)
                .filter(parameter ->
                        variable.equals("{" + parameter.path("name").asString() + "}"))
                .flatMap(parameter -> parameter.at("/schema/enum").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.joining("|"));
        return listed.isEmpty() ? "[^/]+" : "(?:" + listed + ")";
    }
}
