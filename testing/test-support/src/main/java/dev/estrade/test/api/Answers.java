package dev.estrade.test.api;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Spells out, for each response that is a problem, which codes it may have and what they mean. */
final class Answers {
    private static final String PROBLEM = "application/problem+json";
    private static final String DEFAULT = "default";

    private final ErrorCodes errors;
    private final String service;
    private final ObjectNode components;

    Answers(ErrorCodes errors, String service, ObjectNode components) {
        this.errors = errors;
        this.service = service;
        this.components = components;
    }

    /** The responses that all services refer to. */
    void explainShared() {
        components.get("responses").valueStream().forEach(response -> {
            String text = response.path("description").asString();
            explain((ObjectNode) response, errors.namedIn(text), Set.of());
        });
    }

    /**
     * What any route may answer with a status counts for a response of its own for that status, too: in OpenAPI
     * {@code default} is only what has none.
     */
    void explain(ObjectNode operation) {
        ObjectNode responses = (ObjectNode) operation.get("responses");
        Set<String> anywhere = codes(resolved(responses.path(DEFAULT)));
        for (Map.Entry<String, JsonNode> answer : responses.properties()) {
            if (isProblem(answer.getValue()) && !answer.getKey().equals(DEFAULT)) {
                ObjectNode response = (ObjectNode) answer.getValue();
                Set<String> own = errors.namedIn(response.path("description").asString());
                Set<String> common = anywhere.stream()
                        .filter(code -> String.valueOf(errors.of(code, service).status())
                                .equals(answer.getKey()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                explain(response, own, common);
            }
        }
    }

    /** @param common what is explained elsewhere */
    private void explain(ObjectNode response, Set<String> codes, Set<String> common) {
        String text = response.path("description").asString().strip();
        String meanings = codes.stream()
                .map(code ->
                        "* `%s`: %s".formatted(code, errors.of(code, service).meaning()))
                .collect(Collectors.joining("\n"));
        boolean onlyCodes = text.replaceAll("`[a-z._]+`|[, ]", "").isEmpty();
        response.put("description", onlyCodes ? meanings : text + "\n\n" + meanings);
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        ArrayNode parts = schema.putArray("allOf");
        parts.addObject().put("$ref", "#/components/schemas/Problem");
        ObjectNode narrowed = parts.addObject();
        narrowed.put("type", "object").putArray("required").add("code");
        ArrayNode values = narrowed.putObject("properties")
                .putObject("code")
                .put("type", "string")
                .putArray("enum");
        Stream.concat(codes.stream(), common.stream()).distinct().forEach(values::add);
        response.putObject("content").putObject(PROBLEM).set("schema", schema);
    }

    private static boolean isProblem(JsonNode response) {
        return response.path("content").has(PROBLEM);
    }

    /** Of a response that is explained already. */
    private static Set<String> codes(JsonNode response) {
        return response.at("/content/application~1problem+json/schema/allOf/1/properties/code/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private JsonNode resolved(JsonNode response) {
        String reference = response.path("$ref").asString("");
        return reference.isEmpty() ? response : components.at(reference.substring("#/components".length()));
    }
}
