package dev.estrade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** wrk: as many requests as the server answers, some paths in turns, over connections that stay open. */
final class Wrk implements AutoCloseable {
    /** Says in one line what was done, instead of wrk's own report. */
    private static final String SCRIPT = """
            local headers = { %s }
            local paths = { %s }
            local requests, turn = {}, 0
            init = function()
              for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path, headers) end
            end
            request = function()
              turn = turn %% #requests + 1
              return requests[turn]
            end
            done = function(sum)
              local e = sum.errors
              print(string.format("DONE %%d %%d %%d %%d %%.2f", sum.requests, sum.bytes, sum.duration,
                e.connect + e.read + e.write + e.status + e.timeout, os.clock()))
            end
            """;

    private static final Pattern DONE = Pattern.compile("DONE (\\d+) (\\d+) (\\d+) (\\d+) ([\\d.]+)");

    private final List<String> command;
    private final Path script = Files.createTempFile("estrade-wrk", ".lua");

    /** @param headers that each request bears */
    Wrk(Cores cores, int connections, Map<String, String> headers, List<String> paths) throws IOException {
        String names = headers.entrySet().stream()
                .map(header -> "[\"%s\"] = \"%s\"".formatted(header.getKey(), header.getValue()))
                .collect(Collectors.joining(", "));
        String quoted = paths.stream().map(path -> '"' + path + '"').collect(Collectors.joining(", "));
        Files.writeString(script, SCRIPT.formatted(names, quoted));
        this.command = new ArrayList<>(cores.ofLoad());
        command.addAll(List.of(Programs.find("wrk", "wrk"), "--threads", "1", "--timeout", "30s"));
        command.addAll(List.of("--script", script.toString(), "--connections", Integer.toString(connections)));
    }

    /**
     * What a server did in one run.
     *
     * @param bytes that arrived, answers cut off at the end included
     * @param cpu of the server's processes
     * @param wrkSeconds of wrk itself on its core: near all of them, and it is wrk that knows no more
     */
    record Load(long requests, long bytes, double seconds, CpuTime cpu, double wrkSeconds) {
        double gib() {
            return bytes / (double) (1 << 30);
        }
    }

    /** @throws IllegalStateException if any answer was an error, or did not come */
    Load run(Server server, int seconds) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--duration", seconds + "s", "http://127.0.0.1:" + server.port()));
        CpuTime before = CpuTime.of(server.pids());
        String said = Programs.run(all.toArray(String[]::new));
        CpuTime cpu = CpuTime.of(server.pids()).since(before);
        Matcher done = DONE.matcher(said);
        if (!done.find() || !done.group(4).equals("0")) {
            throw new IllegalStateException(server.name() + " answered with errors: " + said);
        }
        return new Load(
                Long.parseLong(done.group(1)),
                Long.parseLong(done.group(2)),
                Long.parseLong(done.group(3)) / 1e6,
                cpu,
                Double.parseDouble(done.group(5)));
    }

    @Override
    public void close() throws IOException {
        Files.delete(script);
    }
}
