package dev.estrade.support.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "0, 59, 30, 0",
        "0, 60, 30, 31",
        "60, 0, 0, 1",
        "60, 0, 2, 0",
        "60, 30, 30, 1",
        "60, 29, 30, 0",
        "120, 0, 0, 31"
    })
    void saysHowLongUntilOneMoreFits(long previous, long current, long elapsed, long wait) {
        Window window = new Window(previous, current, Duration.ofSeconds(elapsed), Duration.ofMinutes(1));

        assertThat(window.untilBelow(60)).isCloseTo(Duration.ofSeconds(wait), Duration.ofMillis(600));
    }

    @Test
    void keepsItsPromise() {
        for (int previous = 0; previous < 130; previous += 13) {
            for (int current = 0; current < 130; current += 7) {
                Window now = new Window(previous, current, Duration.ofSeconds(20), Duration.ofMinutes(1));
                Duration later = now.untilBelow(60).plusSeconds(20).plusMillis(50);

                Window then = later.compareTo(Duration.ofMinutes(1)) < 0
                        ? new Window(previous, current, later, Duration.ofMinutes(1))
                        : new Window(current, 0, later.minusMinutes(1), Duration.ofMinutes(1));

                assertThat(then.weight()).as("%s, %s", now, later).isLessThan(60);
            }
        }
    }
}
