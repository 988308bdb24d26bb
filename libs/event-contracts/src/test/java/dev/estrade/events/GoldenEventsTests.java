package dev.estrade.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One golden JSON per event type: a change that breaks it breaks somebody's consumer. */
class GoldenEventsTests {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void writesExactlyWhatItReadsFromTheGoldenSample(EventType type) throws IOException {
        String golden = golden(type);

        Event event = EventJson.read(type, golden.getBytes(UTF_8));

        assertThat(EventJson.write(event)).isEqualToIgnoringWhitespace(golden);
        assertThat(EventType.of(event)).isEqualTo(type);
        assertThat(EventType.named(type.type())).contains(type);
        assertThat(event.aggregateId()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void passesOverFieldsOfANewerProducer(EventType type) throws IOException {
        String golden = golden(type);
        String newer = golden.replaceFirst("\\{", "{\"added_later\": {\"x\": [1]},");

        assertThat(EventJson.read(type, newer.getBytes(UTF_8))).isEqualTo(EventJson.read(type, golden.getBytes(UTF_8)));
    }

    @Test
    void readsPresentationsThatWereReadyBeforeThereWerePosters() throws IOException {
        EventType type = EventType.PRESENTATION_READY;
        String older = golden(type).replaceFirst(",\\s*\"poster_key\": \"[^\"]*\"", "");
        assertThat(older).doesNotContain("poster");

        PresentationReady ready = (PresentationReady) EventJson.read(type, older.getBytes(UTF_8));

        assertThat(ready.posterKey()).isNull();
        assertThat(ready.duration()).isEqualTo(61.5);
    }

    @Test
    void readsFormationsThatWerePublishedBeforeThereWereDownloads() throws IOException {
        EventType type = EventType.FORMATION_PUBLISHED;
        String older = golden(type).replace(",\"allow_downloads\":true", "");
        assertThat(older).doesNotContain("downloads");

        FormationPublished published = (FormationPublished) EventJson.read(type, older.getBytes(UTF_8));

        assertThat(published.allowDownloads()).isFalse();
        assertThat(published.lessons()).hasSize(1);
    }

    private static String golden(EventType type) throws IOException {
        String name = "/golden/" + type.name().toLowerCase(Locale.ROOT) + ".json";
        try (InputStream in = Objects.requireNonNull(GoldenEventsTests.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
