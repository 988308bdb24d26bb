package dev.estrade.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.batch.BatchRequest.Item;
import dev.estrade.upload.file.Announcements.NewFile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRequestTests {

    @Test
    void acceptsFilesOfAnyVideoType() {
        BatchRequest request = new BatchRequest(
                null,
                List.of(
                        new Item("a", "a.mp4", "video/mp4", 1L, null),
                        new Item("b", "b.bin", null, 5_000_000_000L, null)));

        assertThat(request.validated(2))
                .extracting(NewFile::contentType)
                .containsExactly("video/mp4", "application/octet-stream");
    }

    @Test
    void namesEveryFaultByItsPath() {
        BatchRequest request = new BatchRequest(
                null,
                Arrays.asList(
                        new Item("a", "a.mp4", "video/mp4", 0L, null),
                        null,
                        new Item("a", " ", "text/html\r\nx: y", null, null)));

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
        BatchRequest none = new BatchRequest(null, null);
        BatchRequest three = new BatchRequest(
                null,
                List.of(
                        new Item("a", "a", null, 1L, null),
                        new Item("b", "b", null, 1L, null),
                        new Item("c", "c", null, 1L, null)));

        assertThat(catchThrowableOfType(ProblemException.class, () -> none.validated(2))
                        .errors())
                .hasSize(1);
        assertThat(catchThrowableOfType(ProblemException.class, () -> three.validated(2))
                        .code())
                .isEqualTo(UploadProblem.TOO_MANY_FILES);
    }

    @Test
    void takesASha256InHexadecimalOrBase64() {
        String hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        String base64 = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

        assertThat(List.of(hex, hex.toUpperCase(java.util.Locale.ROOT), base64))
                .allSatisfy(text -> assertThat(new BatchRequest(null, List.of(new Item("a", "a", null, 1L, text)))
                                .validated(1)
                                .get(0)
                                .sha256())
                        .isEqualTo(hex));
        BatchRequest wrong = new BatchRequest(null, List.of(new Item("a", "a", null, 1L, "abc")));
        assertThat(catchThrowableOfType(ProblemException.class, () -> wrong.validated(1))
                        .errors())
                .extracting(FieldProblem::field)
                .containsExactly("uploads[0].checksum_sha256");
    }
}
