package dev.estrade.upload.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Upload.DeclaredFile;
import dev.estrade.upload.file.Upload.VerifiedContent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UploadTests {
    private static final VerifiedContent CONTENT = new VerifiedContent("etag", 12, "mp4");

    private final Upload waiting = Upload.announced(
            "u1", "trainer", new DeclaredFile("r", "a.mp4", "video/mp4", 12, "videos/u1.mp4"), Instant.MAX);

    @Test
    void isClaimedByOneFormationOnly() {
        Upload claimed = waiting.completed(CONTENT).claimedBy("f1");

        assertThat(claimed.claimedBy("f1")).isSameAs(claimed);
        assertThatThrownBy(() -> claimed.claimedBy("f2"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.CLAIMED));
    }

    @Test
    void cannotBeClaimedBeforeItArrived() {
        assertThatThrownBy(() -> waiting.claimedBy("f1"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.NOT_COMPLETED));
        assertThatThrownBy(() -> waiting.failed(UploadProblem.NOT_MEDIA, "text").claimedBy("f1"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void isReleasedOnlyByTheFormationThatHoldsIt() {
        Upload claimed = waiting.completed(CONTENT).claimedBy("f1");

        assertThat(claimed.releasedBy("f2")).isSameAs(claimed);
        assertThat(claimed.releasedBy("f1").status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(claimed.releasedBy("f1").claimedBy("f2").claimedBy()).isEqualTo("f2");
    }

    @Test
    void isSettledOnce() {
        Upload completed = waiting.completed(CONTENT);

        assertThat(completed.completed(new VerifiedContent("other", 12, "webm")))
                .isSameAs(completed);
        assertThat(completed.failed(UploadProblem.NOT_MEDIA, "late")).isSameAs(completed);
    }

    @Test
    void isNotCancelledWhileClaimed() {
        Upload claimed = waiting.completed(CONTENT).claimedBy("f1");

        assertThatThrownBy(claimed::cancelled).isInstanceOf(ProblemException.class);
        assertThat(waiting.cancelled().status()).isEqualTo(UploadStatus.CANCELLED);
    }
}
