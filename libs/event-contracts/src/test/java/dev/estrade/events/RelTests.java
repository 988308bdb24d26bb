package dev.estrade.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelTests {

    @Test
    void readsBackWhatItWrites() {
        Rel rel = new Rel("trainer123", "course456", "module-789", "lesson_001");

        assertThat(Rel.parse(rel.toString())).contains(rel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b/c",
                "a/b/c/d/e",
                "a/b/c/",
                "/b/c/d",
                "a//c/d",
                "a/../c/d",
                "a/b/c/d%2f",
                "a/b/c/d e",
                "a/b/c/é"
            })
    void refusesWhatIsNotFourPlainSegments(String text) {
        assertThat(Rel.parse(text)).isEmpty();
    }
}
