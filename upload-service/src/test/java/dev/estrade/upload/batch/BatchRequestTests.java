package dev.estrade.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.upload.batch.BatchRequest.Item;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRequestTests {

    @Test
    void acceptsFilesOfAnyVideoType() {
        BatchRequest request = new BatchRequest(
                List.of(new Item("a", "a.mp4", "video/mp4", 1L), new Item("b", "b.bin", null, 5_000_000_000L)));

        assertThat(request.validated(2))
                .extracting(BatchRequest.Announced::contentType)
                .containsExactly("video/mp4", "application/octet-stream");
    }

    @Test
    void namesEveryFaultByItsPath() {
        BatchRequest request = new BatchRequest(Arrays.asList(
                new Item("a", "a.mp4", "video/mp4", 0L), null, new Item("a", " ", "text/html\r\nx: y", null)));

        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> request.validated(10));

        assertThat(thrown.errors())
                .extracting(FieldProblem::field)
                .containsExactly(
                        "uploads[0].size",
                        "uploads[1]",
                        "uploads[2].client_ref",
                        "uploads[2].filename",
                        "uploads[2].size",
                        "uploads[2].content_type");
    }

    @Test
    void refusesNoneAndTooMany() {
        BatchRequest none = new BatchRequest(null);
        BatchRequest three = new BatchRequest(
                List.of(new Item("a", "a", null, 1L), new Item("b", "b", null, 1L), new Item("c", "c", null, 1L)));

        assertThat(catchThrowableOfType(ProblemException.class, () -> none.validated(2))
                        .errors())
                .hasSize(1);
        assertThat(catchThrowableOfType(ProblemException.class, () -> three.validated(2))
                        .errors())
                .hasSize(1);
    }
}
