package dev.estrade.upload.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Upload.DeclaredFile;
import dev.estrade.upload.file.Upload.Transfer;
import dev.estrade.upload.file.Upload.VerifiedContent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UploadTests {
    private static final VerifiedContent CONTENT = new VerifiedContent("etag", 12, "mp4");

    private final Upload waiting = Upload.announced(
            "u1",
            "trainer",
            new DeclaredFile("r", "a.mp4", "video/mp4", 12L, null, Kind.VIDEO, "videos/u1.mp4"),
            new Transfer(null, 0, Instant.EPOCH, Instant.MAX));

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

        assertThat(claimed.releasedBy("f2").state().holder()).isEqualTo("f1");
        assertThat(claimed.releasedBy("f2").releasedBy("f2")).isEqualTo(claimed.releasedBy("f2"));
        assertThatThrownBy(() -> claimed.releasedBy("f1").claimedBy("f1")).isInstanceOf(ProblemException.class);
        assertThat(claimed.releasedBy("f1").status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(claimed.releasedBy("f1").claimedBy("f2").state().holder()).isEqualTo("f2");
    }

    /** Or the presentation's end would take the lesson's bytes away. */
    @Test
    void isNoLessonWhileAPresentationNeedsIt() {
        Upload lent = waiting.completed(CONTENT).lentTo("courses/c1", Instant.MIN);

        assertThatThrownBy(() -> lent.claimedBy("c1~1"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.CLAIMED));
        assertThatThrownBy(lent::cancelled).isInstanceOf(ProblemException.class);
        assertThat(lent.lentTo("courses/c1", Instant.MAX).transfer().expiresAt())
                .isEqualTo(Instant.MAX);
        assertThat(lent.droppedBy("c1").status()).isEqualTo(UploadStatus.CANCELLED);
        assertThat(lent.expired().status()).isEqualTo(UploadStatus.EXPIRED);
        Upload claimed = waiting.completed(CONTENT).claimedBy("c1~1");
        assertThatThrownBy(() -> claimed.lentTo("courses/c1", Instant.MAX)).isInstanceOf(ProblemException.class);
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

    @Test
    void isDroppedByTheFormationThatHeldItOnly() {
        Upload saved = waiting.completed(CONTENT).saved(CONTENT, null);

        assertThat(waiting.completed(CONTENT).claimedBy("f1").droppedBy("f1").status())
                .isEqualTo(UploadStatus.CANCELLED);
        assertThat(waiting.completed(CONTENT).droppedBy("f1").status()).isEqualTo(UploadStatus.CANCELLED);
        assertThat(saved.droppedBy("f1")).isSameAs(saved);
        Upload claimedAgain = waiting.completed(CONTENT).claimedBy("f2~3");
        assertThat(claimedAgain.droppedBy("f1")).isSameAs(claimedAgain);
        assertThat(claimedAgain.droppedBy("f2").status()).isEqualTo(UploadStatus.CANCELLED);
    }

    @Test
    void isSavedOnceItArrivedAndStaysSoUntilDeleted() {
        assertThatThrownBy(() -> waiting.saved(CONTENT, null)).isInstanceOf(ProblemException.class);
        Upload saved = waiting.completed(CONTENT).saved(CONTENT, null);

        assertThat(saved.saved(CONTENT, "film")).isSameAs(saved);
        assertThat(saved.expired()).isSameAs(saved);
        assertThatThrownBy(saved::cancelled).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> saved.claimedBy("f1")).isInstanceOf(ProblemException.class);
        assertThat(saved.deleted().status()).isEqualTo(UploadStatus.CANCELLED);
    }

    @Test
    void takesNoMoreBytesOnceSettled() {
        assertThat(waiting.signedUntil(Instant.MAX).transfer().urlsUntil()).isEqualTo(Instant.MAX);
        assertThatThrownBy(() -> waiting.completed(CONTENT).signedUntil(Instant.MAX))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.SETTLED));
    }

    @Test
    void keepsTheFirstMultipartUploadItWasGiven() {
        assertThat(waiting.begun("m1").begun("m2").transfer().multipartId()).isEqualTo("m1");
    }

    @Test
    void doesNotMakeALessonOfAPhoto() {
        Upload photo = Upload.announced(
                        "u2",
                        "trainer",
                        new DeclaredFile("r", "a.png", null, null, null, Kind.PHOTO, "photos/u2.png"),
                        new Transfer(null, 0, Instant.EPOCH, Instant.MAX))
                .completed(CONTENT);

        assertThatThrownBy(() -> photo.claimedBy("f1"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.NOT_MEDIA));
    }
}
