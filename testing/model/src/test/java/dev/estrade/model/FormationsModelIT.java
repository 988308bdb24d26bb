package dev.estrade.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.model.History.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random commands, crashes at writes and publishes, events that come late, twice and out of order. Each history has a
 * seed of its own, counted from {@code -Destrade.model.seed}; {@code -Destrade.model.histories} says how many.
 */
class FormationsModelIT {
    private static final int HISTORIES = 2_000;
    private static final int WORKERS = 2;

    private final long first = Long.getLong("estrade.model.seed", 1);
    private final int scale = Integer.getInteger("estrade.test.scale", 1);
    private final int histories = Integer.getInteger("estrade.model.histories", HISTORIES * scale);
    private final AtomicLong begun = new AtomicLong();

    @BeforeAll
    static void oneWorldOfIdsAndClocks() {
        SeededIds.install();
        SimulatedScheduler.install();
    }

    @Test
    @Timeout(7200)
    void formationsAreWholeOrAbsentWhateverHappens() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<@Nullable String>> all = IntStream.range(0, WORKERS)
                    .mapToObj(number -> (Callable<@Nullable String>) () -> work(new World(number)))
                    .toList();
            for (Future<@Nullable String> failure : workers.invokeAll(all)) {
                assertThat(failure.get()).isNull();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** @return the first failure, as short as it becomes; null if there was none */
    private @Nullable String work(World world) {
        for (long n = begun.getAndIncrement(); n < histories; n = begun.getAndIncrement()) {
            long seed = first + n;
            List<Command> script = Command.script(new Choices(~seed));
            Outcome outcome = History.run(world, script, seed);
            if (!outcome.faults().isEmpty()) {
                begun.set(histories);
                return Shortening.of(world, script, seed, outcome).report();
            }
        }
        return null;
    }

    /** A seed that failed once fails again. */
    @Test
    void sameSeedMakesTheSameHistory() {
        World world = new World(WORKERS);
        List<Command> script = Command.script(new Choices(7));
        List<String> once = History.run(world, script, 7).trace();
        assertThat(Objects.requireNonNull(History.run(world, script, 7).trace()))
                .hasSameSizeAs(once);
    }
}
