package dev.estrade.model;

import dev.estrade.model.Faults.Fault;
import dev.estrade.model.History.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Leaves out commands of a history for as long as it breaks the same promise. */
record Shortening(long seed, List<Command> script, Outcome outcome) {
    /** Without a command chance falls differently, so each shorter script gets some. */
    private static final int CHANCES = 4;

    private static final int SHOWN = 400;

    static Shortening of(World world, List<Command> script, long seed, Outcome outcome) {
        Shortening shortest = new Shortening(seed, script, outcome);
        for (int i = script.size() - 1; i >= 0; i--) {
            List<Command> shorter = new ArrayList<>(shortest.script());
            shorter.remove(i);
            shortest = shortest.unless(world, shorter);
        }
        return shortest;
    }

    private Shortening unless(World world, List<Command> shorter) {
        for (long other = seed; other < seed + CHANCES; other++) {
            Outcome again = History.run(world, shorter, other);
            if (again.hasFault(kind())) {
                return new Shortening(other, shorter, again);
            }
        }
        return this;
    }

    private String kind() {
        return outcome.faults().get(0).kind();
    }

    /** What people and chance did, and last what came of it: of long reports some see the end only. */
    String report() {
        String faults = outcome.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"));
        String lines = outcome.trace().stream()
                .filter(line -> !line.endsWith("Sweep"))
                .map(line -> line.substring(0, Math.min(line.length(), SHOWN)))
                .collect(Collectors.joining("\n"));
        return "The history:%n%s%n%nSeed %d, commands %s:%n%s".formatted(lines, seed, script, faults);
    }
}
