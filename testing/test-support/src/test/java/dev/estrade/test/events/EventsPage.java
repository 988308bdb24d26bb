package dev.estrade.test.events;

import dev.estrade.events.EventType;
import java.util.Set;
import java.util.stream.Collectors;

/** docs/events.md: the same for people. */
final class EventsPage {
    private static final String BEGINNING = """
            # Events

            Made of the records in [libs/event-contracts](../libs/event-contracts) and of the services' code, as is
            [asyncapi.yaml](asyncapi.yaml), which has every field and an example of each
            ([Studio](https://studio.asyncapi.com) shows it). `./mvnw -pl testing/test-support -am test -Dtest=AsyncApiTests
            -Dsurefire.failIfNoSpecifiedTests=false -Destrade.docs.write=true` makes both anew.

            CloudEvents 1.0, binary binding: `ce_id` (the same at every repetition), `ce_type`, `ce_source`, `ce_time`,
            `ce_subject`, `traceparent` are headers; the key is the aggregate's id; the value is JSON. Delivered at least once,
            possibly out of order. Fields are only added; a breaking change is a new type beside the old one. What a service
            cannot handle goes to `<topic>.dlt` with its cause.
            """;

    private EventsPage() {}

    static String of(EventJavadoc javadoc) {
        return BEGINNING
                + TopicUse.topics().values().stream()
                        .map(topic -> section(topic, javadoc))
                        .collect(Collectors.joining());
    }

    private static String section(String topic, EventJavadoc javadoc) {
        String readers = String.join(", ", TopicUse.readers().getOrDefault(topic, Set.of()));
        String head = "\n## " + topic + "\n\nRead by " + (readers.isEmpty() ? "nobody yet" : readers) + ".\n";
        String rows = AsyncApi.ofTopic(topic).map(type -> row(type, javadoc)).collect(Collectors.joining());
        return rows.isEmpty() ? head : head + "\n| type | written by | |\n|---|---|---|\n" + rows;
    }

    private static String row(EventType type, EventJavadoc javadoc) {
        return "| `%s` | %s | %s%s |%n"
                .formatted(
                        type.type(),
                        TopicUse.writer(type),
                        javadoc.of(type.record()).replace("|", "\\|"),
                        type.lossy() ? " May be lost." : "")
                .replace(System.lineSeparator(), "\n");
    }
}
