package dev.estrade.test.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EventType;
import dev.estrade.test.Committed;
import dev.estrade.test.api.ApiSchemas;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** testing/browser checks the document against the AsyncAPI specification. */
class AsyncApiTests {
    private static final Path ROOT = Path.of(System.getProperty("estrade.root"));
    private static final EventJavadoc JAVADOC =
            EventJavadoc.read(ROOT.resolve("libs/event-contracts/src/main/java/dev/estrade/events"));
    private static final Map<String, Object> DOCUMENT = new AsyncApi(JAVADOC).document();

    @Test
    void isCommittedAsTheRecordsAre() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setWidth(120);
        // The same map twice would become an anchor.
        Object plain = JsonMapper.shared().convertValue(DOCUMENT, Map.class);
        String yaml =
                "# Made by AsyncApiTests of the records in libs/event-contracts.\n" + new Yaml(options).dump(plain);
        Committed.is(ROOT.resolve("docs/asyncapi.yaml"), yaml.getBytes(UTF_8));
    }

    @Test
    void isToldToPeopleToo() {
        Committed.is(ROOT.resolve("docs/events.md"), EventsPage.of(JAVADOC).getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void describesWhatIsReallyWritten(EventType type) {
        JsonNode document = JsonMapper.shared().valueToTree(DOCUMENT);
        JsonNode sample = JsonMapper.shared().readTree(GoldenSamples.of(type));
        assertThat(ApiSchemas.strict(document)
                        .faults("/components/schemas/" + type.record().getSimpleName(), sample))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void saysWhatHappened(EventType type) {
        assertThat(JAVADOC.of(type.record()))
                .as("the Javadoc of " + type.record().getSimpleName())
                .isNotBlank();
    }
}
