package dev.estrade.generation.job;

import static dev.estrade.generation.job.Sample.NOON;
import static dev.estrade.generation.job.Sample.SILENCE;
import static dev.estrade.generation.job.Sample.leased;
import static dev.estrade.generation.job.Sample.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.events.EventType;
import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.Report.Outcome;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobTests {
    private static final Failure WHY = Failure.of(GenerationProblem.BACKEND_UNAVAILABLE);

    @Test
    void isBornWithTheIntentToSendIt() {
        Job job = Sample.pending();

        assertThat(job.status()).isEqualTo(Status.PENDING);
        assertThat(job.work().step()).isEqualTo(Step.DISPATCH);
        assertThat(job.work().dueAt()).isEqualTo(NOON);
    }

    @Test
    void isProcessedWhenTheBackendHasTakenIt() {
        Job taken = Sample.processing();

        assertThat(taken.status()).isEqualTo(Status.PROCESSING);
        assertThat(taken.work().step()).isEqualTo(Step.ASK);
        assertThat(taken.work().dueAt()).isEqualTo(NOON.plus(SILENCE));
        assertThat(taken.work().sends()).isEqualTo(1);
    }

    @Test
    void staysPendingWithTheReasonWhileTheBackendIsAway() {
        Job leased = leased(Sample.pending());
        Job waiting = leased.postponed(leased, NOON.plusSeconds(5), WHY);

        assertThat(waiting.status()).isEqualTo(Status.PENDING);
        assertThat(waiting.work().dueAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(waiting.work().waiting()).isEqualTo(WHY);
        assertThat(waiting.work().attempts()).isEqualTo(1);
        assertThat(waiting.isHeldBy(leased)).isFalse();
    }

    @Test
    void isLookedAtWhenItsDeadlineHasCome() {
        Job leased = leased(Sample.pending());
        Instant deadline = leased.order().deadline();

        assertThat(leased.postponed(leased, deadline.plusSeconds(9), WHY).work().dueAt())
                .isEqualTo(deadline);
        assertThat(leased.taken(leased, NOON, deadline.plusSeconds(9)).work().dueAt())
                .isEqualTo(deadline);
        assertThat(leased.isOverdue(deadline)).isTrue();
        assertThat(leased.isOverdue(deadline.minusMillis(1))).isFalse();
    }

    @Test
    void isNotChangedByAnAnswerAfterTheWebhook() {
        Job leased = leased(Sample.pending());
        Job done = leased.reported(report(Outcome.COMPLETED, 100), NOON, SILENCE);

        assertThat(done.status()).isEqualTo(Status.INGESTING);
        assertThat(done.taken(leased, NOON, NOON)).isSameAs(done);
        assertThat(done.postponed(leased, NOON, WHY)).isSameAs(done);
        assertThat(done.failed(leased, WHY, NOON)).isSameAs(done);
        assertThat(done.lost(leased, NOON)).isSameAs(done);
    }

    @Test
    void isNotChangedByWhoeverLostHisLease() {
        Job first = leased(Sample.pending());
        Job second = leased(first);

        assertThat(second.taken(first, NOON, NOON)).isSameAs(second);
        assertThat(second.taken(second, NOON, NOON).status()).isEqualTo(Status.PROCESSING);
    }

    @Test
    void neverGoesBack() {
        Job far = Sample.processing().reported(report(Outcome.PROCESSING, 70), NOON, SILENCE);

        assertThat(far.reported(report(Outcome.PROCESSING, 30), NOON, SILENCE)
                        .state()
                        .progress())
                .isEqualTo(70);
        assertThat(far.reported(report(Outcome.QUEUED, null), NOON, SILENCE).status())
                .isEqualTo(Status.PROCESSING);
        assertThat(far.reported(report(Outcome.PROCESSING, 100), NOON, SILENCE)
                        .state()
                        .progress())
                .isEqualTo(99);
    }

    @Test
    void isAskedForOnlyAfterSilence() {
        Job heard = Sample.processing().reported(report(Outcome.UNKNOWN, null), NOON.plusSeconds(50), SILENCE);

        assertThat(heard.work().step()).isEqualTo(Step.ASK);
        assertThat(heard.work().dueAt()).isEqualTo(NOON.plusSeconds(110));
    }

    @Test
    void isProcessingToItsUserUntilItsResultsAreIn() {
        Job ingesting = Sample.ingesting();

        assertThat(ingesting.status().shown()).isEqualTo("PROCESSING");
        assertThat(ingesting.isOver()).isFalse();
        assertThat(ingesting.pending()).isEmpty();
        assertThat(ingesting.work().step()).isEqualTo(Step.INGEST);
    }

    @Test
    void tellsItsEndWithIt() {
        assertThat(types(Sample.completed())).containsExactly(EventType.GENERATION_JOB_COMPLETED.type());
        assertThat(types(Sample.failed())).containsExactly(EventType.GENERATION_JOB_FAILED.type());
        assertThat(Sample.failed().pending().get(0).body()).contains("generation.backend_failed", "out of memory");
        assertThat(Sample.completed().state().progress()).isEqualTo(100);
        assertThat(Sample.completed().state().files()).containsExactly(Sample.FILE);
    }

    @Test
    void takesRepetitionsForWhatTheyAre() {
        assertThat(Sample.ingesting()
                        .reported(report(Outcome.COMPLETED, null), NOON, SILENCE)
                        .version())
                .isEqualTo(Sample.ingesting().version());
        same(Sample.completed(), Outcome.COMPLETED);
        same(Sample.completed(), Outcome.PROCESSING);
        same(Sample.failed(), Outcome.FAILED);
        same(Sample.failed(), Outcome.PROCESSING);
        same(Sample.ingesting(), Outcome.PROCESSING);
    }

    @Test
    void refusesAnotherEnd() {
        settled(Sample.completed(), Outcome.FAILED);
        settled(Sample.failed(), Outcome.COMPLETED);
        settled(Sample.ingesting(), Outcome.FAILED);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void takesNothingAfterItWasCancelledOrRemoved(Outcome outcome) {
        settled(Sample.processing().cancelled(NOON), outcome);
        assertThatThrownBy(() -> Sample.completed().removed(NOON).reported(report(outcome, 1), NOON, SILENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class, gone -> assertThat(gone.code()).isEqualTo(GenerationProblem.UNKNOWN));
    }

    @Test
    void isCancelledWhileItRunsOnly() {
        Job leased = leased(Sample.ingesting());
        Job cancelled = leased.cancelled(NOON);

        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(cancelled.pending()).isEmpty();
        assertThat(cancelled.ingested(leased, List.of(Sample.FILE), NOON)).isSameAs(cancelled);
        Job completed = Sample.completed();
        assertThat(completed.cancelled(NOON)).isSameAs(completed);
    }

    @Test
    void isTidiedUntilItsUploadUrlsHaveEnded() {
        Job leased = leased(Sample.completed());

        Job first = leased.tidied(leased, NOON.plus(Duration.ofHours(3)));
        assertThat(first.work().step()).isEqualTo(Step.TIDY);
        assertThat(first.work().dueAt()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        Job again = leased(first);
        assertThat(again.tidied(again, null).work().dueAt()).isNull();
        assertThat(again.tidied(leased, null)).isSameAs(again);
    }

    @Test
    void isSentAgainIfTheBackendHasLostIt() {
        Job leased = leased(Sample.processing());
        Job lost = leased.lost(leased, NOON);

        assertThat(lost.work().step()).isEqualTo(Step.DISPATCH);
        assertThat(lost.status()).isEqualTo(Status.PROCESSING);
        Job sent = leased(lost);
        assertThat(sent.taken(sent, NOON, NOON).work().sends()).isEqualTo(2);
    }

    private static void same(Job job, Outcome outcome) {
        assertThat(job.reported(report(outcome, 5), NOON, SILENCE)).isSameAs(job);
    }

    private static void settled(Job job, Outcome outcome) {
        assertThatThrownBy(() -> job.reported(report(outcome, 5), NOON, SILENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        conflict -> assertThat(conflict.code()).isEqualTo(GenerationProblem.SETTLED));
    }

    private static List<String> types(Job job) {
        return job.pending().stream().map(event -> event.type()).toList();
    }
}
