package dev.estrade.playback.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

class TokenRequestTests {
    private static final String GOOD = "user_id=learner&rel=t/c/m/l1&platform=web";

    @Test
    void readsTheDocumentedParameters() {
        TokenRequest request = request(GOOD + "&ttl=120&other=x");

        assertThat(request.userId()).isEqualTo("learner");
        assertThat(request.rel()).hasToString("t/c/m/l1");
        assertThat(request.platform()).isEqualTo(Platform.WEB);
        assertThat(request.ttl()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "59, 60", "0, 60", "-5, 60", "3600, 3600", "3601, 3600", "999999999999999999, 3600"})
    void clampsTheTtl(String ttl, long seconds) {
        assertThat(request(GOOD + "&ttl=" + ttl).ttl()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void clampsTheDefaultToo() {
        assertThat(request(GOOD).ttl()).isEqualTo(Duration.ofSeconds(600));
        assertThat(TokenRequest.of(query(GOOD), Duration.ofDays(1)).ttl()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "rel=t/c/m/l1&platform=web, user_id",
        "user_id=&rel=t/c/m/l1&platform=web, user_id",
        "user_id=a&user_id=b&rel=t/c/m/l1&platform=web, user_id",
        "user_id=a&platform=web, rel",
        "user_id=a&rel=t/c/m&platform=web, rel",
        "user_id=a&rel=t/c/m/l1/&platform=web, rel",
        "user_id=a&rel=/t/c/m/l1&platform=web, rel",
        "user_id=a&rel=t/c/m/..&platform=web, rel",
        "user_id=a&rel=t/c/m/%2e&platform=web, rel",
        "user_id=a&rel=t/c/m/l1&rel=t/c/m/l2&platform=web, rel",
        "user_id=a&rel=t/c/m/l1, platform",
        "user_id=a&rel=t/c/m/l1&platform=WEB, platform",
        "user_id=a&rel=t/c/m/l1&platform=tv, platform",
        "user_id=a&rel=t/c/m/l1&platform=web&ttl=, ttl",
        "user_id=a&rel=t/c/m/l1&platform=web&ttl=10m, ttl",
        "user_id=a&rel=t/c/m/l1&platform=web&ttl=1e3, ttl",
        "user_id=a&rel=t/c/m/l1&platform=web&ttl=60&ttl=70, ttl",
        "user_id=a&rel=t/c/m/l1&platform=web&ttl=99999999999999999999, ttl"
    })
    void namesTheFaultyParameter(String query, String field) {
        assertThatThrownBy(() -> request(query))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .extracting(FieldProblem::field)
                                .containsExactly(field));
    }

    private static TokenRequest request(String query) {
        return TokenRequest.of(query(query), Duration.ofSeconds(600));
    }

    private static MultiValueMap<String, String> query(String query) {
        return UriComponentsBuilder.fromUriString("/?" + query).build().getQueryParams();
    }
}
