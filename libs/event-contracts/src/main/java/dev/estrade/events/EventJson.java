package dev.estrade.events;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of events: snake_case, RFC 3339 times, unknown fields passed over (changes are additive). */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    public static String write(Event event) {
        return MAPPER.writeValueAsString(event);
    }

    /** @throws tools.jackson.core.JacksonException if the text is not this event */
    public static Event read(EventType type, byte[] json) {
        return MAPPER.readValue(json, type.record());
    }
}
