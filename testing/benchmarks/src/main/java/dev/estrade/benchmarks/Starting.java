package dev.estrade.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How long each service takes from nothing to ready, alone, as the stack starts it and without what prepares that; then all six
 * at once.
 */
final class Starting {
    private static final List<String> SERVICES = List.of(
            Server.GATEWAY,
            "catalog-service",
            "upload-service",
            "transcode-service",
            Server.PLAYBACK,
            "generation-service");
    private static final long LOOK_MS = 20;
    /** Java's cache, Spring's, and late compilation. */
    private static final List<String> PREPARATIONS =
            List.of("-XX:AOTCache", "-Dspring.aot.enabled", "-XX:CompileThresholdScaling");

    private static final Pattern END = Pattern.compile("\0");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private record Start(double readyAfter, long residentMiB) {
        Start best(Start other) {
            return other.readyAfter < readyAfter ? other : this;
        }
    }

    private record Starter(Process process, int management) {
        boolean isReady() throws InterruptedException {
            URI readiness = URI.create("http://localhost:" + management + "/actuator/health/readiness");
            try {
                return HTTP.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        }
    }

    private Starting() {}

    static void run(int rounds) throws Exception {
        RunningStack stack = new RunningStack();
        System.out.println("best of " + rounds + ": seconds until ready, resident MiB then");
        List<Path> all = new ArrayList<>();
        for (String service : SERVICES) {
            Path process = Path.of("/proc/" + stack.pid(service));
            all.add(process);
            compare(service, List.of(process), rounds);
        }
        compare("all at once", all, rounds);
    }

    private static void compare(String name, List<Path> processes, int rounds) throws Exception {
        Start plain = new Start(Double.MAX_VALUE, 0);
        Start prepared = plain;
        for (int round = 0; round < rounds; round++) {
            plain = plain.best(start(processes, false));
            prepared = prepared.best(start(processes, true));
        }
        System.out.printf(
                "  %-18s plain %5.1f s %4d MiB, prepared %5.1f s %4d MiB, ratio %.2f%n",
                name,
                plain.readyAfter,
                plain.residentMiB,
                prepared.readyAfter,
                prepared.residentMiB,
                prepared.readyAfter / plain.readyAfter);
    }

    /** One more process of each of these services, at ports of their own, among the stack's. */
    private static Start start(List<Path> processes, boolean prepared) throws Exception {
        List<Starter> starters = new ArrayList<>();
        long begin = System.nanoTime();
        try {
            for (Path like : processes) {
                starters.add(launch(like, prepared));
            }
            for (Starter starter : starters) {
                while (!starter.isReady()) {
                    if (!starter.process.isAlive()) {
                        throw new IllegalStateException(
                                starter.process.info().commandLine() + " does not start a second time");
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long resident = 0;
            for (Starter starter : starters) {
                resident += residentMiB(starter.process.pid());
            }
            return new Start(seconds, resident);
        } finally {
            starters.forEach(starter -> starter.process.destroy());
            for (Starter starter : starters) {
                starter.process.waitFor();
            }
        }
    }

    private static Starter launch(Path like, boolean prepared) throws IOException {
        int management = free();
        ProcessBuilder builder = new ProcessBuilder(END.splitAsStream(Files.readString(like.resolve("cmdline")))
                .filter(part -> prepared || PREPARATIONS.stream().noneMatch(part::startsWith))
                .toList());
        builder.environment().clear();
        END.splitAsStream(Files.readString(like.resolve("environ")))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> builder.environment().put(pair[0], pair[1]));
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("MANAGEMENT_SERVER_PORT", String.valueOf(management));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new Starter(builder.start(), management);
    }

    private static long residentMiB(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
