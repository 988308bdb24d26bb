package dev.estrade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What processes took of the CPU, in seconds, as Linux counts it.
 *
 * @param user in their own code
 * @param system in the kernel on their behalf
 */
record CpuTime(double user, double system) {
    private static final double TICKS_PER_SECOND = 100;

    /** Since they started. */
    static CpuTime of(List<Long> pids) throws IOException {
        double user = 0;
        double system = 0;
        for (long pid : pids) {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            user += Long.parseLong(fields[11]) / TICKS_PER_SECOND;
            system += Long.parseLong(fields[12]) / TICKS_PER_SECOND;
        }
        return new CpuTime(user, system);
    }

    CpuTime since(CpuTime earlier) {
        return new CpuTime(user - earlier.user, system - earlier.system);
    }

    CpuTime per(double amount) {
        return new CpuTime(user / amount, system / amount);
    }

    double total() {
        return user + system;
    }
}
