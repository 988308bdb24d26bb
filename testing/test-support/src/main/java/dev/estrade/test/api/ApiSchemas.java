package dev.estrade.test.api;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks JSON against the schemas of a document. In answers a field that no schema names is a fault, too: clients may pass
 * over what they do not know, but nothing may be answered that is not documented.
 */
public final class ApiSchemas {
    private static final String ROOT = "https://estrade.dev/openapi.json";

    private final SchemaRegistry registry;

    private ApiSchemas(JsonNode document) {
        Map<String, String> documents = Map.of(ROOT, document.toString());
        registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31(), builder -> builder.schemas(documents));
    }

    /** For requests, which may hold more. */
    public static ApiSchemas lenient(JsonNode document) {
        return new ApiSchemas(document);
    }

    public static ApiSchemas strict(JsonNode document) {
        JsonNode copy = document.deepCopy();
        close(copy.at("/components/schemas"));
        return new ApiSchemas(copy);
    }

    /**
     * What is wrong with it.
     *
     * @param pointer of a schema in the document
     */
    public List<String> faults(String pointer, JsonNode json) {
        return registry.getSchema(SchemaLocation.of(ROOT + "#" + pointer)).validate(json).stream()
                .map(Error::toString)
                .toList();
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            schema.put("unevaluatedProperties", false);
        }
        node.forEach(ApiSchemas::close);
    }
}
