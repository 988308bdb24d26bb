package dev.estrade.support.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNameTests {

    @Test
    void isKnownByWhereItLies() {
        KeyName name = new KeyName(new Rel("t", "c", "m", "l1"), "9f0c");

        assertThat(name.objectKey()).isEqualTo("t/c/m/l1/9f0c.key");
        assertThat(KeyName.parse(name.objectKey())).contains(name);
        assertThat(name.id()).isEqualTo("t/c/m/l1@9f0c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9f0c.key", "t/c/m/l1/.key", "t/c/m/l1/9f0c", "t/c/m/9f0c.key", "probe/1-2", "/.key"})
    void isNothingElse(String objectKey) {
        assertThat(KeyName.parse(objectKey)).isEmpty();
    }
}
