package dev.estrade.generation.job;

import static dev.estrade.generation.job.Sample.NOON;
import static dev.estrade.generation.job.Sample.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.Report.Outcome;
import dev.estrade.support.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers, webhooks, leases that are lost and processes that die, in any order: one end, told once. */
class RandomJobTests {
    private static final Failure WHY = Failure.of(GenerationProblem.BACKEND_UNAVAILABLE);
    private static final int THINGS = 60;

    static LongStream seeds() {
        return LongStream.range(0, 500 * Long.getLong("estrade.test.scale", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsOnceWhateverHappensInWhateverOrder(long seed) {
        Random random = new Random(seed);
        Job job = Sample.pending();
        // What some process thinks it holds: those that died still answer, late.
        List<Job> leases = new ArrayList<>();
        for (int i = 0; i < THINGS; i++) {
            Job before = job;
            job = happen(job, leases, random);
            requireForward(before, job);
        }
        job = finish(job);
        assertThat(job.isOver()).isTrue();
        assertThat(job.pending()).hasSize(job.status() == Status.CANCELLED ? 0 : 1);
        assertThat(job.state().files().isEmpty()).isEqualTo(job.status() != Status.COMPLETED);
    }

    private static Job happen(Job job, List<Job> leases, Random random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                if (job.work().dueAt() == null) {
                    return job;
                }
                Job leased = Sample.leased(job);
                leases.add(leased);
                return leased;
            }
            case 3, 4, 5, 6 -> {
                return leases.isEmpty() ? job : answered(job, leases.get(random.nextInt(leases.size())), random);
            }
            case 7, 8 -> {
                return told(job, random);
            }
            default -> {
                return random.nextInt(20) == 0 ? job.cancelled(NOON) : job;
            }
        }
    }

    /** What whoever holds, or held, this lease comes back with. */
    private static Job answered(Job job, Job leased, Random random) {
        return switch (leased.work().step()) {
            case DISPATCH ->
                switch (random.nextInt(8)) {
                    case 0 -> job.failed(leased, WHY, NOON);
                    case 1, 2 -> job.postponed(leased, NOON, WHY);
                    default -> job.taken(leased, NOON, NOON.plus(SILENCE));
                };
            case ASK ->
                switch (random.nextInt(4)) {
                    case 0 -> job.lost(leased, NOON);
                    case 1 -> job.isHeldBy(leased) ? told(job, random) : job;
                    default -> job.postponed(leased, NOON, WHY);
                };
            case INGEST ->
                switch (random.nextInt(4)) {
                    case 0 -> job.failed(leased, WHY, NOON);
                    case 1 -> job.postponed(leased, NOON, null);
                    default -> job.ingested(leased, List.of(Sample.FILE), NOON);
                };
            default -> job.tidied(leased, random.nextBoolean() ? null : NOON);
        };
    }

    private static Job told(Job job, Random random) {
        Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        boolean rare = outcome == Outcome.FAILED && random.nextInt(3) > 0;
        try {
            return job.reported(Sample.report(rare ? Outcome.PROCESSING : outcome, random.nextInt(101)), NOON, SILENCE);
        } catch (ProblemException settled) {
            assertThat(job.isOver() || job.status() == Status.INGESTING).isTrue();
            return job;
        }
    }

    private static void requireForward(Job before, Job after) {
        assertThat(after.state().progress())
                .isGreaterThanOrEqualTo(before.state().progress());
        assertThat(after.work().fence()).isGreaterThanOrEqualTo(before.work().fence());
        assertThat(after.pending().size()).isBetween(before.pending().size(), 1);
        if (before.isOver()) {
            assertThat(after.status()).isEqualTo(before.status());
        } else {
            assertThat(before.work().dueAt()).as("somebody comes for it").isNotNull();
        }
    }

    /** Nothing gets lost any more. */
    private static Job finish(Job job) {
        Job current = job;
        for (int i = 0; i < 10 && !current.isOver(); i++) {
            Job leased = Sample.leased(current);
            current = switch (leased.work().step()) {
                case DISPATCH -> leased.taken(leased, NOON, NOON);
                case ASK -> leased.reported(Sample.report(Outcome.COMPLETED, null), NOON, SILENCE);
                default -> leased.ingested(leased, List.of(Sample.FILE), NOON);
            };
        }
        return current;
    }
}
