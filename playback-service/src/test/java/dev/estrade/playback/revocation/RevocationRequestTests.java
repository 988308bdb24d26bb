package dev.estrade.playback.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationRequestTests {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void namesALessonAUserOrASession() {
        Rel rel = new Rel("t", "c", "m", "l");

        assertThat(new RevocationRequest("t/c/m/l", null, null).subject().revoked("t", AT))
                .isEqualTo(Revoked.lesson(rel, AT));
        assertThat(new RevocationRequest(null, "auth0|u", null).subject().revoked("t", AT))
                .isEqualTo(Revoked.user("auth0|u", "t", AT));
        assertThat(new RevocationRequest(null, null, "s").subject().revoked(null, AT))
                .isEqualTo(Revoked.session("s", null, AT));
    }

    @Test
    void needsOneOfTheThree() {
        assertThat(faults(null, null, null))
                .containsExactly("rel field.required", "user_id field.required", "session_id field.required");
        assertThat(faults("t/c/m/l", "u", null))
                .containsExactly("rel field.ambiguous", "user_id field.ambiguous", "session_id field.ambiguous");
    }

    @Test
    void needsThemInTheirForm() {
        assertThat(faults("t/c/m", null, null)).containsExactly("rel field.invalid");
        assertThat(faults(null, " ", null)).containsExactly("user_id field.invalid");
        assertThat(faults(null, null, "s".repeat(256))).containsExactly("session_id field.invalid");
    }

    private static List<String> faults(@Nullable String rel, @Nullable String userId, @Nullable String sessionId) {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> new RevocationRequest(rel, userId, sessionId).subject());
        assertThat(refusal.code()).isEqualTo(CommonProblem.INVALID);
        return refusal.errors().stream()
                .map(fault -> fault.field() + " " + fault.code())
                .toList();
    }
}
