package dev.estrade.upload.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import org.junit.jupiter.api.Test;

class TakeOverRequestTests {

    @Test
    void meansTheFirstFileWithoutAPosition() {
        assertThat(new TakeOverRequest(null, "j1", null).checked()).isEqualTo(new TakeOverRequest.Checked("j1", 0));
        assertThat(new TakeOverRequest(null, "j1", 2).checked().file()).isEqualTo(2);
    }

    @Test
    void namesEachFault() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new TakeOverRequest(null, " ", -1).checked())
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(FieldProblem::field)
                        .containsExactly("job_id", "file"));
    }
}
