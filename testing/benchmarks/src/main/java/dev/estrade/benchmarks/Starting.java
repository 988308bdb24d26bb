package dev.estrade.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How long each service takes from nothing to ready, alone, with the AOT cache that the stack gives it and without. */
final class Starting {
    private static final List<String> SERVICES = List.of(
            Server.GATEWAY,
            "catalog-service",
            "upload-service",
            "transcode-service",
            Server.PLAYBACK,
            "generation-service");
    private static final int ROUNDS = 3;
    private static final long LOOK_MS = 20;
    private static final Pattern END = Pattern.compile("\0");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private record Start(double readyAfter, long residentMiB) {
        Start best(Start other) {
            return other.readyAfter < readyAfter ? other : this;
        }
    }

    private Starting() {}

    static void run() throws Exception {
        RunningStack stack = new RunningStack();
        System.out.println("best of " + ROUNDS + ": seconds until ready, resident MiB then");
        for (String service : SERVICES) {
            Path process = Path.of("/proc/" + stack.pid(service));
            Start plain = new Start(Double.MAX_VALUE, 0);
            Start cached = plain;
            for (int round = 0; round < ROUNDS; round++) {
                plain = plain.best(start(process, false));
                cached = cached.best(start(process, true));
            }
            System.out.printf(
                    "  %-18s plain %5.1f s %3d MiB, AOT cache %5.1f s %3d MiB, ratio %.2f%n",
                    service,
                    plain.readyAfter,
                    plain.residentMiB,
                    cached.readyAfter,
                    cached.residentMiB,
                    cached.readyAfter / plain.readyAfter);
        }
    }

    /** One more process of the same service, at ports of its own, among the stack's. */
    private static Start start(Path like, boolean cached) throws Exception {
        int management = free();
        ProcessBuilder builder = new ProcessBuilder(END.splitAsStream(Files.readString(like.resolve("cmdline")))
                .filter(part -> cached || !part.startsWith("-XX:AOTCache"))
                .toList());
        builder.environment().clear();
        END.splitAsStream(Files.readString(like.resolve("environ")))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> builder.environment().put(pair[0], pair[1]));
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("MANAGEMENT_SERVER_PORT", String.valueOf(management));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            while (!isReady(management)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(like + " does not start a second time");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
            return new Start((System.nanoTime() - begin) / 1e9, residentMiB(process.pid()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        URI readiness = URI.create("http://localhost:" + port + "/actuator/health/readiness");
        try {
            return HTTP.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
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
