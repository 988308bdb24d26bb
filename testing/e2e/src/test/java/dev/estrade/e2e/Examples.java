package dev.estrade.e2e;

import dev.estrade.test.api.ApiDocument;
import dev.estrade.test.api.ApiDocument.Operation;
import dev.estrade.test.api.ApiFiles;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Runs docs/openapi/examples.arazzo.yaml: as much of <a href="https://spec.openapis.org/arazzo/v1.0.1.html">Arazzo</a> as
 * stands in it.
 */
final class Examples {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiDocument document;
    private final Stack stack;
    private final byte[] film;
    /** By {@code $inputs.x} and {@code $steps.y.outputs.x}, those of the workflow that runs. */
    private final Map<String, JsonNode> values = new HashMap<>();

    /** @param film what {@code x-put} sends */
    Examples(ApiDocument document, Stack stack, byte[] film) {
        this.document = document;
        this.stack = stack;
        this.film = film;
    }

    static List<JsonNode> workflows() {
        return ApiFiles.yaml(ApiFiles.folder().resolve("examples.arazzo.yaml"))
                .path("workflows")
                .valueStream()
                .toList();
    }

    static Stream<String> operations() {
        return workflows().stream()
                .flatMap(workflow -> workflow.path("steps").valueStream())
                .map(step -> step.path("operationId").asString());
    }

    void run(JsonNode workflow) {
        values.clear();
        values.put("$inputs.size", JSON.valueToTree(film.length));
        workflow.path("steps").forEach(this::step);
    }

    private void step(JsonNode step) {
        JsonNode again = step.at("/onFailure/0");
        int tries = 1 + again.path("retryLimit").asInt(0);
        Answer answer = send(step);
        while (--tries > 0 && !succeeded(step, answer)) {
            pause(again.path("retryAfter").asDouble());
            answer = send(step);
        }
        if (!succeeded(step, answer)) {
            throw new AssertionError(
                    step.path("stepId").asString() + " answers " + answer.status() + " " + answer.text());
        }
        if (step.has("x-put")) {
            put(step.get("x-put"));
        }
    }

    private Answer send(JsonNode step) {
        Operation operation = document.named(step.path("operationId").asString());
        Map<String, String> headers = new HashMap<>();
        String path = target(operation, step, headers);
        JsonNode example = operation.node().at("/requestBody/content/application~1json/example");
        if (!example.isMissingNode()) {
            headers.put("Content-Type", "application/json");
        }
        if (step.has("x-token")) {
            headers.put("Authorization", "Bearer " + value(step.get("x-token")).asString());
            headers.put("Referer", stack.gateway() + "/studio");
        }
        byte[] body = example.isMissingNode() ? new byte[0] : JSON.writeValueAsBytes(replaced(example, step));
        return stack.as(step.path("x-person").asString("trainer"))
                .send(operation.method(), path, BodyPublishers.ofByteArray(body), headers);
    }

    /** What the step says of a parameter, or else the document's example of one that is needed. */
    private String target(Operation operation, JsonNode step, Map<String, String> headers) {
        Map<String, String> said = new HashMap<>();
        step.path("parameters")
                .forEach(parameter -> said.put(
                        parameter.path("name").asString(),
                        value(parameter.get("value")).asString()));
        String[] rel = said.getOrDefault("rel", "").split("/", -1);
        if (rel.length == 4) {
            List<String> names = List.of("trainer_id", "course_id", "module_id", "lesson_id");
            names.forEach(name -> said.put(name, rel[names.indexOf(name)]));
        }
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : document.parameters(operation).toList()) {
            String name = parameter.path("name").asString();
            boolean needed = parameter.path("required").asBoolean(false);
            String example = parameter
                    .path("example")
                    .asString(parameter.at("/schema/enum/0").asString(""));
            String value = said.getOrDefault(name, needed ? example : "");
            if (!value.isEmpty()) {
                switch (parameter.path("in").asString()) {
                    case "path" -> path = path.replace("{" + name + "}", encoded(value));
                    case "query" -> query.add(encoded(name) + "=" + encoded(value));
                    default -> headers.put(name, value);
                }
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private JsonNode replaced(JsonNode example, JsonNode step) {
        JsonNode body = example.deepCopy();
        step.at("/requestBody/replacements").forEach(replacement -> {
            String target = replacement.path("target").asString();
            int end = target.lastIndexOf('/');
            ((ObjectNode) body.at(target.substring(0, end)))
                    .set(target.substring(end + 1), value(replacement.get("value")));
        });
        return body;
    }

    private boolean succeeded(JsonNode step, Answer answer) {
        boolean all = step.path("successCriteria").valueStream().allMatch(criterion -> {
            String[] sides = criterion.path("condition").asString().split(" == ", 2);
            return read(sides[0], answer).asString().equals(sides[1]);
        });
        for (Map.Entry<String, JsonNode> output : step.path("outputs").properties()) {
            JsonNode found = all ? read(output.getValue().asString(), answer) : JSON.missingNode();
            if (found.isMissingNode()) {
                return false;
            }
            values.put("$steps." + step.path("stepId").asString() + ".outputs." + output.getKey(), found);
        }
        return all;
    }

    private static JsonNode read(String expression, Answer answer) {
        if (expression.equals("$statusCode")) {
            return StringNode.valueOf(String.valueOf(answer.status()));
        }
        if (expression.startsWith("$response.header.")) {
            return StringNode.valueOf(answer.header(expression.substring("$response.header.".length())));
        }
        return answer.json().at(expression.substring("$response.body#".length()));
    }

    private void put(JsonNode what) {
        Map<String, String> headers =
                what.has("type") ? Map.of("Content-Type", what.path("type").asString()) : Map.of();
        stack.anonymous()
                .send("PUT", value(what.get("url")).asString(), BodyPublishers.ofByteArray(film), headers)
                .expect(200);
    }

    private JsonNode value(JsonNode said) {
        return said.isString() && said.asString().startsWith("$")
                ? Objects.requireNonNull(values.get(said.asString()), said.asString())
                : said;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void pause(double seconds) {
        try {
            Thread.sleep(Math.round(seconds * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
