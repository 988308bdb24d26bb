package dev.estrade.test.events;

import dev.estrade.events.Rel;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the events' records: snake_case, what is not {@code @Nullable} is always there. */
final class EventSchemas {
    private static final String REFERENCE = "#/components/schemas/";

    private final EventJavadoc javadoc;
    private final Map<String, Object> schemas = new TreeMap<>();

    EventSchemas(EventJavadoc javadoc) {
        this.javadoc = javadoc;
    }

    /** All that were asked for, and what they refer to. */
    Map<String, Object> all() {
        return schemas;
    }

    Map<String, Object> reference(Class<?> record) {
        String name = record.getSimpleName();
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            schemas.put(name, record == Rel.class ? rel() : schema(record));
        }
        return Map.of("$ref", REFERENCE + name);
    }

    private Map<String, Object> rel() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", javadoc.of(Rel.class));
        schema.put("type", "string");
        schema.put("pattern", "^[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){3}$");
        return schema;
    }

    private Map<String, Object> schema(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component
                    .getName()
                    .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT);
            properties.put(name, property(record, component));
            if (!isNullable(component)) {
                required.add(name);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", javadoc.of(record));
        schema.put("type", "object");
        schema.put("required", required);
        schema.put("properties", properties);
        return schema;
    }

    private Map<String, Object> property(Class<?> record, RecordComponent component) {
        Map<String, Object> property = new LinkedHashMap<>();
        String text = javadoc.of(record, component.getName());
        if (!text.isEmpty()) {
            property.put("description", text);
        }
        Map<String, Object> type = type(component.getGenericType());
        if (!isNullable(component)) {
            property.putAll(type);
        } else if (type.get("type") instanceof String plain) {
            property.putAll(type);
            property.put("type", List.of(plain, "null"));
        } else {
            property.put("oneOf", List.of(type, Map.of("type", "null")));
        }
        return property;
    }

    private Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new LinkedHashMap<>(
                    new TreeMap<>(Map.of("type", "array", "items", type(list.getActualTypeArguments()[0]))));
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return reference(plain);
        }
        return switch (type.getTypeName()) {
            case "java.lang.String" -> Map.of("type", "string");
            case "boolean", "java.lang.Boolean" -> Map.of("type", "boolean");
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> Map.of("type", "integer");
            case "double", "java.lang.Double" -> Map.of("type", "number");
            case "java.time.Instant" -> new TreeMap<>(Map.of("type", "string", "format", "date-time"));
            default -> throw new IllegalStateException("Say what " + type + " is in JSON");
        };
    }

    private static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
    }
}
