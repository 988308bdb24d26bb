package dev.estrade.transcode.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.support.keys.Rewrapping.Outcome;
import dev.estrade.support.keys.Rewrapping.Result;
import dev.estrade.transcode.rotation.Rotation.Left;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTests {
    private final Tally tally = new Tally("k2", 100);

    @Test
    void countsWhatIsLeftByKey() {
        add(Result.CURRENT, "k2");
        add(Result.REWRAPPED, "k1");
        add(Result.GONE, "");
        add(Result.LOCKED, "k0");
        add(Result.LOCKED, "k0");
        add(Result.FAULTY, "k1");

        assertThat(tally.left()).containsExactlyInAnyOrder(new Left("k0", 2), new Left("k1", 1));
    }

    @Test
    void claimsNothingWhenSomeWereMissed() {
        add(Result.CURRENT, "k2");
        add(Result.MISSED, "");

        assertThatThrownBy(tally::left).hasMessage("1 of 2 content keys could not be looked at");
    }

    @Test
    void givesUpWhenTheStoreIsAway() {
        IntStream.range(0, 20).forEach(i -> add(Result.MISSED, ""));

        assertThatThrownBy(() -> add(Result.MISSED, "")).isInstanceOf(IllegalStateException.class);
    }

    private void add(Result result, String kid) {
        tally.add(new Outcome(result, kid));
    }
}
