package dev.estrade.support.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void tellsByTheFirstBytesUnderWhichKeyItIs() {
        KeyWrapping wrapping = new KeyWrapping(new KeyedSecrets(NEW + "," + OLD));
        byte[] wrapped = wrapping.wrap(wrapping.newContentKey(), "p");

        assertThat(wrapping.ids()).containsExactly("2026", "2025");
        assertThat(KeyWrapping.keyId(wrapped)).contains("2026");
        assertThat(KeyWrapping.keyId(Arrays.copyOf(wrapped, 5))).isEmpty();
        assertThat(KeyWrapping.keyId(new byte[0])).isEmpty();
        assertThat(KeyWrapping.keyId(new byte[60])).isEmpty();
        assertThat(KeyWrapping.keyId(new byte[] {1, '\n', 0})).isEmpty();
        assertThatThrownBy(() -> wrapping.unwrap(new byte[0], "p")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17, 32})
    void handsOutNoContentKeyOfAnotherLength(int length) {
        KeyWrapping wrapping = new KeyWrapping(new KeyedSecrets(NEW));
        byte[] wrapped = wrapping.wrap(new byte[length], "t/c/m/l@1");

        assertThatThrownBy(() -> wrapping.unwrapContentKey(wrapped, "t/c/m/l@1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The content key of t/c/m/l@1 has " + length + " bytes");
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
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
