package dev.estrade.support.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyWrappingTests {
    private static final String OLD = "2025:" + secret(1);
    private static final String NEW = "2026:" + secret(2);

    @Test
    void opensWhatItWrapped() {
        KeyWrapping wrapping = new KeyWrapping(new KeyedSecrets(NEW));
        byte[] key = wrapping.newContentKey();

        byte[] wrapped = wrapping.wrap(key, "t/c/m/l@1");

        assertThat(key).hasSize(16);
        assertThat(wrapping.unwrap(wrapped, "t/c/m/l@1")).isEqualTo(key);
        assertThat(wrapping.wrap(key, "t/c/m/l@1")).isNotEqualTo(wrapped);
    }

    @Test
    void opensKeysOfBeforeARotation() {
        byte[] key = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        byte[] wrapped = new KeyWrapping(new KeyedSecrets(OLD)).wrap(key, "p");

        assertThat(new KeyWrapping(new KeyedSecrets(NEW + "," + OLD)).unwrap(wrapped, "p"))
                .isEqualTo(key);
        assertThatThrownBy(() -> new KeyWrapping(new KeyedSecrets(NEW)).unwrap(wrapped, "p"))
                .hasMessageContaining("2025");
    }

    @Test
    void refusesAKeyThatWasMovedToAnotherLesson() {
        KeyWrapping wrapping = new KeyWrapping(new KeyedSecrets(NEW));
        byte[] wrapped = wrapping.wrap(wrapping.newContentKey(), "t/c/m/l1@1");

        assertThatThrownBy(() -> wrapping.unwrap(wrapped, "t/c/m/l10@1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhatIsWrongWithASecretWithoutSayingTheSecret() {
        assertThatThrownBy(() -> new KeyedSecrets("k1:c2hvcnQ=")).hasMessage("The secret 'k1' has not 32 bytes");
        assertThatThrownBy(() -> new KeyedSecrets("c2hvcnQ=")).hasMessageNotContaining("c2hvcnQ");
        assertThat(new KeyedSecrets(NEW)).hasToString("KeyedSecrets[2026]");
    }

    private static String secret(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
