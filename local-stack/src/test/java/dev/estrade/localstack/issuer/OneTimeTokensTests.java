package dev.estrade.localstack.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneTimeTokensTests {
    private final List<String> replayed = new ArrayList<>();
    private final OneTimeTokens<String> tokens = new OneTimeTokens<>(Duration.ofMinutes(1), replayed::add);

    @Test
    void areGoodForOneUse() {
        String token = tokens.issue("a");
        assertThat(tokens.use(token)).contains("a");
        assertThat(replayed).isEmpty();
        assertThat(tokens.use(token)).isEmpty();
        assertThat(replayed).containsExactly("a");
    }

    @Test
    void areAllVoidOnceOneCameTwice() {
        String first = tokens.issue("a");
        String second = tokens.issue("a");
        String other = tokens.issue("b");
        tokens.use(first);
        tokens.use(first);
        assertThat(tokens.use(second)).isEmpty();
        assertThat(tokens.use(other)).contains("b");
    }

    @Test
    void areOverAfterTheirLifetime() {
        OneTimeTokens<String> past = new OneTimeTokens<>(Duration.ofSeconds(-1), replayed::add);
        assertThat(past.use(past.issue("a"))).isEmpty();
        assertThat(replayed).isEmpty();
    }

    @Test
    void haveOneWinner() {
        OneTimeTokens<String> contested = new OneTimeTokens<>(Duration.ofMinutes(1), value -> {});
        String shared = contested.issue("a");
        assertThat(IntStream.range(0, 1000)
                        .parallel()
                        .filter(i -> contested.use(shared).isPresent())
                        .count())
                .isEqualTo(1);
    }
}
