package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SigningKeysTests {
    private static final Instant LAST_SECOND = Instant.parse("2026-02-28T23:59:59.999Z");

    private final SigningKeys keys = keys();

    @Test
    void changesTheKeyAndTheScopeAtMidnightUtc() {
        String before = keys.at(LAST_SECOND).sign("text");

        SigningKeys.Moment midnight = keys.at(LAST_SECOND.plusMillis(1));

        assertThat(midnight.time()).isEqualTo("20260301T000000Z");
        assertThat(midnight.day().scope()).isEqualTo("20260301/us-east-1/s3/aws4_request");
        assertThat(midnight.sign("text"))
                .isNotEqualTo(before)
                .isEqualTo(keys().at(LAST_SECOND.plusMillis(1)).sign("text"));
        assertThat(keys.at(LAST_SECOND).sign("text")).isEqualTo(before);
    }

    @Test
    void signsForManyThreadsAtOnce() {
        SigningKeys.Moment now = keys.at(LAST_SECOND);
        String expected = keys().at(LAST_SECOND).sign("text");

        assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> now.sign("text")))
                .containsOnly(expected);
    }

    private static SigningKeys keys() {
        return new SigningKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");
    }
}
