package dev.estrade.support.drain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainTests {
    @Test
    void waitsNoLongerThanTheShutdownWaitsForIt() {
        assertThatCode(() -> new Drain(Duration.ofSeconds(15))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Drain(Duration.ofSeconds(16))).hasMessageContaining("ESTRADE_DRAIN");
        assertThatThrownBy(() -> new Drain(Duration.ofSeconds(-1))).hasMessageContaining("ESTRADE_DRAIN");
    }
}
