package dev.estrade.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/formations} with 200 lessons against one with a single lesson: claiming is metadata only. */
final class Claiming {
    private static final int LESSONS = 200;
    private static final int ROUNDS = 5;
    private static final int SIZE = 512;
    private static final int CONNECTIONS = 8;

    private final RunningStack stack = new RunningStack();

    private Claiming() {}

    static void run() throws Exception {
        Claiming claiming = new Claiming();
        claiming.create(1);
        List<Double> one = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            one.add(claiming.create(1));
            many.add(claiming.create(LESSONS));
            System.out.printf(
                    "round %d: 1 lesson %.3f s, %d lessons %.3f s%n",
                    round, one.get(round - 1), LESSONS, many.get(round - 1));
        }
        double ratio = median(many) / median(one);
        System.out.printf(
                "claim: %d lessons %.2f s ÷ 1 lesson %.2f s = %.1f%n", LESSONS, median(many), median(one), ratio);
    }

    /** @return seconds from the request to the whole formation */
    private double create(int lessons) throws Exception {
        List<Map<String, Object>> videos = new ArrayList<>();
        List<String> ids = upload(lessons);
        for (String id : ids) {
            videos.add(Map.of("title", "L", "videoId", id));
        }
        Map<String, Object> body =
                Map.of("title", "Benchmark", "modules", List.of(Map.of("title", "M", "videos", videos)));
        Instant begin = Instant.now();
        JsonNode formation = stack.post("/api/formations", body);
        Duration took = Duration.between(begin, Instant.now());
        if (formation.path("status").asString().equals("submitted")) {
            throw new IllegalStateException("It was not claimed in time");
        }
        stack.delete("/api/formations/" + formation.path("id").asString());
        // Erasing would slow the next round down.
        for (String id : ids) {
            stack.awaitGone("/api/uploads/" + id);
        }
        return took.toNanos() / 1e9;
    }

    private List<String> upload(int count) throws Exception {
        List<Map<String, Object>> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(Map.of("client_ref", "c" + i, "filename", "f.mp4", "content_type", "video/mp4", "size", SIZE));
        }
        List<String> ids = new ArrayList<>();
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<String>> sent = new ArrayList<>();
            for (JsonNode upload : batches(files)) {
                sent.add(connections.submit(() -> put(upload)));
            }
            for (Future<String> id : sent) {
                ids.add(id.get());
            }
        } finally {
            connections.shutdown();
        }
        return ids;
    }

    private List<JsonNode> batches(List<Map<String, Object>> files) throws Exception {
        List<JsonNode> uploads = new ArrayList<>();
        for (int from = 0; from < files.size(); from += 100) {
            List<Map<String, Object>> some = files.subList(from, Math.min(files.size(), from + 100));
            stack.post("/api/upload-batches", Map.of("uploads", some))
                    .path("uploads")
                    .forEach(uploads::add);
        }
        return uploads;
    }

    private String put(JsonNode upload) throws Exception {
        Map<String, String> headers = new HashMap<>();
        upload.path("required_headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        stack.put(upload.path("presigned_url").asString(), RandomVideo.body(0, SIZE), headers);
        String id = upload.path("video_id").asString();
        stack.post("/api/uploads/" + id + "/complete", Map.of());
        return id;
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }
}
