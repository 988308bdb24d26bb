package dev.estrade.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class RevokedTests {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void sharesAPartitionWithWhatIsSaidOfTheSameSubject() {
        Rel rel = new Rel("t", "c", "m", "l");

        assertThat(Revoked.lesson(rel, AT).aggregateId()).isEqualTo("t/c/m/l");
        assertThat(Revoked.user("u", "t", AT).aggregateId()).isEqualTo("u");
        assertThat(Revoked.userOfCourse("u", "c", AT).aggregateId()).isEqualTo("u");
        assertThat(Revoked.session("s", null, AT).aggregateId()).isEqualTo("s");
        assertThat(Revoked.session("s", null, AT).version()).isEqualTo(AT.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":\"2026-01-02T03:04:05.678Z\"}",
                "{\"user_id\":\"u\"}",
                "{\"trainer_id\":\"t\",\"at\":\"2026-01-02T03:04:05.678Z\"}",
                "{\"user_id\":\"u\",\"session_id\":\"s\",\"at\":\"2026-01-02T03:04:05.678Z\"}",
                "{\"user_id\":\"u\",\"trainer_id\":\"t\",\"course_id\":\"c\",\"at\":\"2026-01-02T03:04:05.678Z\"}"
            })
    void isNothingWithoutOneSubjectAtMostOneScopeAndATime(String json) {
        assertThatThrownBy(() -> EventJson.read(EventType.REVOKED, json.getBytes(UTF_8)))
                .isInstanceOf(JacksonException.class);
    }
}
