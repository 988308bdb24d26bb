package dev.estrade.catalog.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.fact.Fact;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentencesTests {

    @ParameterizedTest
    @EnumSource(Fact.Type.class)
    void areWholeWhateverIsKnown(Fact.Type type) {
        assertThat(Sentences.title(type)).isNotBlank();
        assertThat(Sentences.text(type, Map.of())).endsWith(".").doesNotContain("  ", "null");
        assertThat(Sentences.text(type, Map.of("title", 7, "error", "odd"))).endsWith(".");
    }

    @Test
    void nameTheLessonAndTheReason() {
        Map<String, Object> data =
                Map.of("title", "Les dérivées", "error", Map.of("detail", "The file holds no video that can be read."));

        assertThat(Sentences.text(Fact.Type.LESSON_FAILED, data))
                .isEqualTo("The video of the lesson “Les dérivées” could not be converted."
                        + " The file holds no video that can be read.");
    }
}
