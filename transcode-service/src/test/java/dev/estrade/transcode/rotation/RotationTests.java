package dev.estrade.transcode.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.rotation.Rotation.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTests {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Rotation FRESH = Rotation.to("k2", null, START);

    @Test
    void walksAtOnceThenWhenSettledThenDaily() {
        assertThat(FRESH.isDue(START)).isTrue();

        Rotation first = walked(FRESH, START);
        assertThat(first.isDue(START.plus(Duration.ofMinutes(59)))).isFalse();
        Instant settled = START.plus(Rotation.SETTLED);
        assertThat(first.isDue(settled)).isTrue();

        Rotation second = walked(first, settled);
        assertThat(second.isDue(settled.plus(Duration.ofHours(23)))).isFalse();
        assertThat(second.isDue(settled.plus(Duration.ofHours(24)))).isTrue();
    }

    @Test
    void leavesAWalkToWhoeverIsAtIt() {
        Rotation running = FRESH.begun(START).alive(START.plus(MINUTE));

        assertThat(running.isDue(START.plus(Duration.ofMinutes(11)))).isFalse();
        assertThat(running.isDue(START.plus(Duration.ofMinutes(12)))).isTrue();
        assertThat(running.isSameWalk(FRESH.begun(START))).isTrue();
        assertThat(running.isSameWalk(FRESH.begun(START.plus(MINUTE)))).isFalse();
    }

    @Test
    void knowsNothingBeforeAWalkThatBeganWhenSettled() {
        assertThat(FRESH.left(kid -> true)).isNaN();
        Rotation first = walked(FRESH, START);
        assertThat(first.left(kid -> true)).isNaN();

        Rotation second = walked(first, START.plus(Rotation.SETTLED), new Left("k1", 2), new Left("k0", 3));

        assertThat(second.left("k1"::equals)).isEqualTo(2);
        assertThat(second.left(kid -> true)).isEqualTo(5);
        assertThat(second.left("k9"::equals)).isZero();
        assertThat(second.begun(START.plus(Rotation.EVERY)).left("k1"::equals))
                .as("while the next one runs")
                .isEqualTo(2);
    }

    private static Rotation walked(Rotation before, Instant begun, Left... left) {
        return before.begun(begun).ended(List.of(left));
    }
}
