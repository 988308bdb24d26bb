package dev.estrade.test.events;

import dev.estrade.events.EventType;
import dev.estrade.events.Topics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI 3 document of all topics. */
final class AsyncApi {
    private final EventJavadoc javadoc;
    private final EventSchemas schemas;

    AsyncApi(EventJavadoc javadoc) {
        this.javadoc = javadoc;
        this.schemas = new EventSchemas(javadoc);
    }

    Map<String, Object> document() {
        Map<String, Object> messages = new LinkedHashMap<>();
        Arrays.stream(EventType.values()).forEach(type -> messages.put(name(type), message(type)));
        messages.put("DeadLetter", deadLetter());
        return ordered(
                "asyncapi", "3.0.0",
                "info", info(),
                "defaultContentType", "application/json",
                "servers", Map.of("kafka", ordered("host", "kafka:9092", "protocol", "kafka")),
                "channels", channels(),
                "operations", operations(),
                "components",
                        ordered(
                                "messages",
                                messages,
                                "schemas",
                                schemas.all(),
                                "messageTraits",
                                Map.of("cloudEvent", cloudEvent())));
    }

    private static Map<String, Object> info() {
        return ordered(
                "title", "Estrade's events",
                "version", "1.0.0",
                "license", ordered("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"),
                "description", """
                        CloudEvents 1.0 in Kafka's binary binding: attributes are headers, the value is the JSON of `data`, the \
                        key is the aggregate's id. Delivered at least once, possibly out of order: what has an older `version` \
                        than is known changes nothing. Fields are only added; readers pass over those that they do not know. \
                        What cannot be handled goes to the topic's dead-letter topic after bounded repetitions.""");
    }

    private static Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        TopicUse.topics().forEach((name, topic) -> {
            channels.put(
                    channel(name),
                    ordered(
                            "address",
                            topic,
                            "messages",
                            references(topic, type -> Map.of("$ref", "#/components/messages/" + name(type)))));
            channels.put(
                    channel(name) + "DeadLetters",
                    ordered(
                            "address",
                            topic + Topics.DEAD_LETTER_SUFFIX,
                            "messages",
                            Map.of("DeadLetter", Map.of("$ref", "#/components/messages/DeadLetter"))));
        });
        return channels;
    }

    private static Map<String, Object> operations() {
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Set<String>> readers = TopicUse.readers();
        TopicUse.topics().forEach((name, topic) -> {
            Map<String, Object> channel = Map.of("$ref", "#/channels/" + channel(name));
            ofTopic(topic)
                    .collect(Collectors.groupingBy(TopicUse::writer, LinkedHashMap::new, Collectors.toList()))
                    .forEach((writer, types) -> operations.put(
                            writer + " writes " + topic,
                            ordered(
                                    "action",
                                    "send",
                                    "channel",
                                    channel,
                                    "messages",
                                    types.stream()
                                            .map(type -> Map.of(
                                                    "$ref", "#/channels/" + channel(name) + "/messages/" + name(type)))
                                            .toList())));
            readers.getOrDefault(topic, Set.of())
                    .forEach(reader -> operations.put(
                            reader + " reads " + topic, ordered("action", "receive", "channel", channel)));
        });
        return operations;
    }

    private Map<String, Object> message(EventType type) {
        String text = javadoc.of(type.record());
        return ordered(
                "name", type.type(),
                "title", name(type),
                "description", type.lossy() ? text + " Losing one costs nothing but time." : text,
                "contentType", "application/json",
                "traits", List.of(Map.of("$ref", "#/components/messageTraits/cloudEvent")),
                "payload", schemas.reference(type.record()),
                "examples",
                        List.of(ordered(
                                "headers",
                                        ordered(
                                                "ce_type",
                                                type.type(),
                                                "ce_source",
                                                "/estrade/" + TopicUse.writer(type)),
                                "payload", JsonMapper.shared().readValue(GoldenSamples.of(type), Map.class))));
    }

    private static Map<String, Object> cloudEvent() {
        Map<String, Object> text = Map.of("type", "string");
        return ordered(
                "headers",
                ordered(
                        "type", "object",
                        "required", List.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_subject"),
                        "properties",
                                ordered(
                                        "ce_specversion", ordered("type", "string", "const", "1.0"),
                                        "ce_id",
                                                ordered(
                                                        "type",
                                                        "string",
                                                        "description",
                                                        "The same at every repetition."),
                                        "ce_type", ordered("type", "string", "description", "The message's name."),
                                        "ce_source", ordered("type", "string", "description", "`/estrade/<service>`."),
                                        "ce_time", ordered("type", "string", "format", "date-time"),
                                        "ce_subject", ordered("type", "string", "description", "The key, too."),
                                        "content-type", text,
                                        "traceparent", ordered("type", "string", "description", "W3C Trace Context."))),
                "bindings",
                Map.of(
                        "kafka",
                        ordered(
                                "key",
                                ordered("type", "string", "description", "The aggregate's id."),
                                "bindingVersion",
                                "0.5.0")));
    }

    private static Map<String, Object> deadLetter() {
        Map<String, Object> text = Map.of("type", "string");
        return ordered(
                "name", "DeadLetter",
                "title", "DeadLetter",
                "description",
                        "A message of the topic as it came, with all its headers, and why it could not be handled.",
                "headers",
                        ordered(
                                "type",
                                "object",
                                "properties",
                                ordered(
                                        "kafka_dlt-original-topic", text,
                                        "kafka_dlt-exception-fqcn", text,
                                        "kafka_dlt-exception-message", text,
                                        "kafka_dlt-exception-stacktrace", text)),
                "payload", Map.of("description", "Whatever it was; it may be no JSON."));
    }

    private static Map<String, Object> references(String topic, Function<EventType, Object> reference) {
        Map<String, Object> found = new LinkedHashMap<>();
        ofTopic(topic).forEach(type -> found.put(name(type), reference.apply(type)));
        return found;
    }

    static Stream<EventType> ofTopic(String topic) {
        return Arrays.stream(EventType.values()).filter(type -> type.topic().equals(topic));
    }

    static String name(EventType type) {
        return type.record().getSimpleName();
    }

    /** {@code TRANSCODE_WORK} is {@code transcodeWork}. */
    private static String channel(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static Map<String, Object> ordered(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }
}
