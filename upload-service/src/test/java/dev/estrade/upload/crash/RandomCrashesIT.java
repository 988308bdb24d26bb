package dev.estrade.upload.crash;

import static dev.estrade.upload.RunningService.put;
import static dev.estrade.upload.RunningService.video;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Random batches of files that arrive whole, in part or not at all, with a crash at a random change: every file whose
 * completion was acknowledged keeps its bytes, and once the rest has expired nothing else is left. Seeded; more rounds
 * with {@code -Pfull}.
 */
@Timeout(3600)
class RandomCrashesIT {
    private static final int ROUNDS = 3 * Integer.getInteger("estrade.test.scale", 1);
    private static final long SEED = 20_261_121;
    private static final int PART = 5 << 20;

    private static RunningService survivor;
    private static Ledger ledger;

    @BeforeAll
    static void start() {
        survivor = RunningService.start(
                "estrade.upload.sweep.every=1s",
                "estrade.upload.multipart.from=5MB",
                "estrade.upload.multipart.part-size=5MB");
        ledger = new Ledger(survivor);
    }

    @AfterAll
    static void stop() {
        survivor.close();
    }

    @Test
    void losesNoFileAndKeepsNoOther() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            Map<String, byte[]> acknowledged = new HashMap<>();
            try (Replica victim = Replica.start(survivor, "t", 3 + random.nextInt(16))) {
                acknowledged.putAll(uploadAll(victim, random));
                victim.isDead();
            }
            acknowledged.forEach((id, bytes) -> requireKept(id, bytes));
            ledger.expire();
            ledger.awaitBalance("seed " + (SEED + round));
            assertThat(ledger.rows()).allMatch(row -> row.status().isTombstone());
        }
    }

    /** @return the files that were acknowledged as completed and not rolled back after, by id */
    private static Map<String, byte[]> uploadAll(Replica victim, Random random) {
        List<byte[]> files = new ArrayList<>();
        List<Map<String, Object>> announced = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            byte[] bytes =
                    video(random.nextInt(3) == 0 ? PART + 1 + random.nextInt(PART) : 1 + random.nextInt(9999), i);
            files.add(bytes);
            announced.add(Map.of("client_ref", "f" + i, "filename", i + ".mp4", "size", bytes.length));
        }
        Map<String, byte[]> completed = new HashMap<>();
        victim.call("POST", "/api/upload-batches", Map.of("uploads", announced)).ifPresent(batch -> {
            JsonNode uploads = batch.expect(201).json().path("uploads");
            for (int i = 0; i < files.size(); i++) {
                byte[] bytes = files.get(i);
                walk(victim, uploads.path(i), bytes, random).ifPresent(id -> completed.put(id, bytes));
            }
        });
        return completed;
    }

    /** PUTs some or all of one file, completes it, and sometimes takes it back. @return its id if it must be kept */
    private static Optional<String> walk(Replica victim, JsonNode upload, byte[] bytes, Random random) {
        String path = "/api/uploads/" + upload.path("video_id").asString();
        if (upload.path("strategy").asString().equals("single")) {
            if (random.nextInt(4) > 0) {
                put(upload.path("presigned_url").asString(), bytes, "application/octet-stream");
            }
        } else {
            for (JsonNode part : upload.path("parts")) {
                int from = (part.path("part_number").asInt() - 1) * PART;
                if (random.nextInt(5) > 0) {
                    put(
                            part.path("url").asString(),
                            Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART)),
                            null);
                }
            }
        }
        Optional<Answer> completed =
                victim.call("POST", path + "/complete", Map.of()).filter(answer -> answer.status() == 200);
        if (random.nextInt(5) == 0) {
            victim.call("DELETE", path, "");
            return Optional.empty();
        }
        return completed.map(answer -> answer.text("video_id"));
    }

    private static void requireKept(String id, byte[] bytes) {
        Upload row = ledger.rows().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(row.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(row.verified().size()).isEqualTo(bytes.length);
        long last = bytes.length - 1L;
        long from = Math.max(0, last - 4000);
        assertThat(survivor.media()
                        .range(row.objectKey(), from, last, row.verified().etag())
                        .block())
                .isEqualTo(Arrays.copyOfRange(bytes, (int) from, bytes.length));
    }
}
