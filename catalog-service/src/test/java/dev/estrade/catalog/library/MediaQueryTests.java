package dev.estrade.catalog.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class MediaQueryTests {
    private static final Cursor CURSOR = new Cursor(Instant.parse("2026-11-21T08:00:00.123Z"), "a-1");

    @Test
    void hasDefaults() {
        assertThat(MediaQuery.of("me", query())).isEqualTo(new MediaQuery("me", null, null, 20, null));
    }

    @Test
    void readsEveryParameter() {
        MultiValueMap<String, String> query =
                query("kind", "photo", "q", " mer ", "limit", "100", "cursor", CURSOR.toString());

        assertThat(MediaQuery.of(null, query)).isEqualTo(new MediaQuery(null, Kind.PHOTO, "mer", 100, CURSOR));
    }

    @ParameterizedTest
    @CsvSource({
        "kind,PHOTO",
        "kind,film",
        "limit,0",
        "limit,101",
        "limit,-1",
        "limit,1e2",
        "cursor,",
        "cursor,***",
        "cursor,YWJj",
        "cursor,OTk5OTk5OTk5OTk5OTk5OTk5OTk6YQ"
    })
    void refusesWhatIsNotDocumented(String name, String value) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> MediaQuery.of("me", query(name, value == null ? "" : value)));

        assertThat(refused.code()).isEqualTo(CommonProblem.INVALID);
        assertThat(refused.errors()).extracting(FieldProblem::field).containsExactly(name);
    }

    private static MultiValueMap<String, String> query(String... pairs) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            query.put(pairs[i], List.of(pairs[i + 1]));
        }
        return query;
    }
}
