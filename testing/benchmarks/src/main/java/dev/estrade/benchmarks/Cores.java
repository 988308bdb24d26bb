package dev.estrade.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the servers under test on one core, and the load and whatever else the stack runs on another one; lets all go at
 * the end.
 */
final class Cores implements AutoCloseable {
    private final String taskset = Programs.find("taskset", "util-linux");
    private final Map<Long, String> before = new LinkedHashMap<>();
    private final String servers;
    private final String load;

    private Cores() throws Exception {
        List<String> usable = each(coresOf(ProcessHandle.current().pid()));
        if (usable.size() < 2) {
            throw new IllegalStateException("Servers and load need a core each");
        }
        this.servers = usable.get(0);
        this.load = usable.get(1);
    }

    /** @param tested services; the others of the stack, its broker, its store and its database move to the load's core */
    static Cores divide(RunningStack stack, List<String> tested) throws Exception {
        Cores cores = new Cores();
        try {
            ProcessHandle all = ProcessHandle.of(stack.pid()).orElseThrow();
            cores.move(all.pid(), cores.load);
            for (ProcessHandle one : all.descendants().toList()) {
                cores.move(one.pid(), cores.load);
            }
            for (String service : tested) {
                cores.move(stack.pid(service), cores.servers);
            }
            return cores;
        } catch (Exception e) {
            cores.close();
            throw e;
        }
    }

    /** Puts this before a server's command. */
    List<String> ofServers() {
        return List.of(taskset, "-c", servers);
    }

    /** Puts this before a load generator's command. */
    List<String> ofLoad() {
        return List.of(taskset, "-c", load);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Map.Entry<Long, String> process : before.entrySet()) {
            if (ProcessHandle.of(process.getKey()).isPresent()) {
                set(process.getKey(), process.getValue());
            }
        }
    }

    private void move(long pid, String core) throws IOException, InterruptedException {
        before.putIfAbsent(pid, coresOf(pid));
        set(pid, core);
    }

    private void set(long pid, String cores) throws IOException, InterruptedException {
        Programs.run(taskset, "-a", "-p", "-c", cores, Long.toString(pid));
    }

    /** Such as {@code 0-2,7}. */
    private String coresOf(long pid) throws IOException, InterruptedException {
        String said = Programs.run(taskset, "-p", "-c", Long.toString(pid)).strip();
        return said.substring(said.lastIndexOf(' ') + 1);
    }

    private static List<String> each(String list) {
        List<String> cores = new ArrayList<>();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", 2);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                cores.add(Integer.toString(core));
            }
        }
        return cores;
    }
}
