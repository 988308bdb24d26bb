package dev.estrade.playback.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProgressRequestTests {

    @Test
    void roundsToMilliseconds() {
        assertThat(read("{'position': 12.3456, 'watched': [[0, 1.0004], [2e1, 20]], 'rate': 1}"))
                .isEqualTo(new ProgressRequest(12_346, List.of(new Range(0, 1_000), new Range(20_000, 20_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'position': 0}", "{'position': 0, 'watched': null}", "{'position': 0, 'watched': []}"})
    void needsThePositionOnly(String body) {
        assertThat(read(body)).isEqualTo(new ProgressRequest(0, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | position | field.required",
                "{'position': null} | position | field.required",
                "{'position': '1'} | position | field.invalid",
                "{'position': true} | position | field.invalid",
                "{'position': -0.001} | position | field.invalid",
                "{'position': 1e400} | position | field.invalid",
                "{'position': 99999999999999999999999} | position | field.invalid",
                "{'position': 1, 'watched': {}} | watched | field.type",
                "{'position': 1, 'watched': '0-1'} | watched | field.type",
                "{'position': 1, 'watched': [[0, 1], 2]} | watched[1] | field.type",
                "{'position': 1, 'watched': [[0, 1, 2]]} | watched[0] | field.type",
                "{'position': 1, 'watched': [null]} | watched[0] | field.type",
                "{'position': 1, 'watched': [[-1, 2]]} | watched[0][0] | field.invalid",
                "{'position': 1, 'watched': [[0, null]]} | watched[0][1] | field.invalid",
                "{'position': 1, 'watched': [[0, 1000001]]} | watched[0][1] | field.invalid",
                "{'position': 1, 'watched': [[2, 1]]} | watched[0] | field.invalid"
            })
    void namesAFault(String body, String field, String code) {
        assertThat(faults(body)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void namesAllFaultsAtOnce() {
        assertThat(faults("{'watched': [[0, 1], ['a', 'b'], [5, 4]]}"))
                .extracting(FieldProblem::field)
                .containsExactly("position", "watched[1][0]", "watched[1][1]", "watched[2]");
    }

    @Test
    void takesTwoHundredRangesAtOnce() {
        assertThat(read(ranges(200)).watched()).hasSize(200);
        assertThat(faults(ranges(201)))
                .extracting(FieldProblem::field, FieldProblem::code)
                .containsExactly(tuple("watched", "field.size"));
    }

    private static String ranges(int count) {
        return "{'position': 1, 'watched': [" + "[0, 1],".repeat(count - 1) + "[0, 1]]}";
    }

    private static List<FieldProblem> faults(String body) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body));
        assertThat(problem.code().code()).isEqualTo("request.invalid");
        return problem.errors();
    }

    private static ProgressRequest read(String body) {
        return ProgressRequest.of(JsonMapper.shared().readTree(body.replace('\'', '"')));
    }
}
