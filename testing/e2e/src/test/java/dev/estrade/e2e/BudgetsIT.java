package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Prints what the stack costs; only what does not depend on a clock is asserted. */
class BudgetsIT {
    private static final Stack STACK = Stack.running();

    @Test
    void printsMemory() throws IOException {
        JsonNode status = STACK.status();
        List<Long> pids = new ArrayList<>();
        status.path("services").forEach(service -> pids.add(service.path("pid").asLong()));
        pids.add(status.path("pid").asLong());
        long total = 0;
        for (long pid : pids) {
            total += residentKiB(pid);
        }
        System.out.printf("[budget] %d processes, %d MB resident (goal 1500, limit 2000)%n", pids.size(), total / 1024);
        assertThat(pids).hasSize(7);
    }

    @Test
    void sendsNoUploadedByteThroughAService() throws IOException {
        FfmpegTools ffmpeg =
                FfmpegTools.locate(STACK.home().resolveSibling("budgets").resolve("ffmpeg"));
        Video video = new Videos(ffmpeg, STACK.home().resolveSibling("budgets")).long40s();
        long before = written();

        new Trainer(STACK.as("trainer")).upload(List.of(video));

        long through = written() - before;
        long file = video.file().toFile().length();
        System.out.printf("[budget] upload of %d bytes: %d bytes passed the gateway and the services%n", file, through);
        assertThat(through).isLessThan(file / 10);
    }

    /** Bytes that the gateway and upload-service have written anywhere: sockets and files. */
    private static long written() throws IOException {
        long bytes = 0;
        for (String service : List.of("gateway", "upload-service")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + STACK.pid(service) + "/io"))) {
                if (line.startsWith("wchar:")) {
                    bytes += Long.parseLong(line.substring(6).strip());
                }
            }
        }
        return bytes;
    }

    private static long residentKiB(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
