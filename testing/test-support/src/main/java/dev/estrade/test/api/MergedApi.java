package dev.estrade.test.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One OpenAPI document of all services'. What a response may be is spelt out: each of its codes with the meaning that
 * docs/errors.md has, and as an {@code enum}, for clients that are generated.
 */
public final class MergedApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ABOUT = """
            The video backend of an e-learning platform. Files go straight from the browser to the object store; a course is \
            published whole or not at all; its lessons play, encrypted, seconds after the upload.

            **Conventions.** JSON is `snake_case`; unknown fields are passed over. Times are RFC 3339 in UTC, durations \
            seconds. Lists are `{"data": [], "next_cursor": null}`. Every error is `application/problem+json` with a stable \
            `code`. A trailing slash is optional where `x-trailing-slash` says so. GET answers HEAD, too.

            **Who calls.** An access token of the shop's identity provider as `Authorization: Bearer`. `service` is the \
            frontend's own server: it may name the `user_id` for whom it calls, as may an `admin`.
            """;

    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode schemas = JSON.createObjectNode();
    private final ErrorCodes errors = ErrorCodes.read();

    private MergedApi() {}

    /** The whole document. */
    public static ObjectNode document() {
        return new MergedApi().merged();
    }

    /** As it is committed and served. */
    static byte[] bytes(JsonNode document) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
        return (JSON.writer().with(printer).writeValueAsString(document) + "\n").getBytes(UTF_8);
    }

    private ObjectNode merged() {
        ObjectNode common = ApiFiles.read(ApiFiles.COMMON);
        document.put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Estrade").put("version", common.at("/info/version").asString());
        info.put("description", ABOUT).set("license", common.at("/info/license"));
        document.putArray("servers").addObject().put("url", "/").put("description", "This gateway");
        document.putArray("security").addObject().putArray("accessToken");
        Stream.of("tags").forEach(document::putArray);
        Stream.of("paths", "webhooks", "components").forEach(document::putObject);
        ObjectNode components = (ObjectNode) document.get("components");
        components.setAll((ObjectNode) common.get("components"));
        schemas.setAll((ObjectNode) components.get("schemas"));
        components.set("schemas", schemas);
        new Answers(errors, "all", components).explainShared();
        ApiFiles.SERVICES.forEach(this::add);
        return document;
    }

    private void add(String service) {
        ObjectNode own = (ObjectNode) local(ApiFiles.read(service));
        ((ArrayNode) document.get("tags")).addAll((ArrayNode) own.get("tags"));
        Answers answers = new Answers(errors, service, (ObjectNode) document.get("components"));
        operations(own.path("paths")).forEach(operation -> {
            answers.explain(operation);
            operation.put("x-service", service);
        });
        own.path("paths").properties().forEach(path -> path.setValue(expanded(path.getValue(), own)));
        putAll((ObjectNode) document.get("paths"), own.path("paths"));
        putAll((ObjectNode) document.get("webhooks"), own.path("webhooks"));
        putAll(schemas, own.at("/components/schemas"));
    }

    /** Swagger UI does not stand a path that is a reference; its operations get names of their own. */
    private static JsonNode expanded(JsonNode item, JsonNode own) {
        String reference = item.path("$ref").asString("");
        if (reference.isEmpty()) {
            return item;
        }
        JsonNode copy = own.at(reference.substring(1)).deepCopy();
        operations(JSON.createObjectNode().set("", copy))
                .forEach(operation -> operation.put(
                        "operationId", operation.path("operationId").asString() + "WithoutApi"));
        return copy;
    }

    private static Stream<ObjectNode> operations(JsonNode paths) {
        return paths.valueStream()
                .flatMap(item -> item.propertyStream()
                        .filter(member -> ApiDocument.METHODS.contains(member.getKey()))
                        .map(Map.Entry::getValue))
                .map(ObjectNode.class::cast);
    }

    private static void putAll(ObjectNode target, JsonNode source) {
        source.properties().forEach(member -> {
            if (target.has(member.getKey())) {
                throw new IllegalStateException("Two documents have " + member.getKey());
            }
            target.set(member.getKey(), member.getValue());
        });
    }

    /** A copy in which references stay within the document. */
    private static JsonNode local(JsonNode node) {
        return JSON.readTree(node.toString().replace("\"" + ApiFiles.COMMON + ".yaml#/", "\"#/"));
    }
}
