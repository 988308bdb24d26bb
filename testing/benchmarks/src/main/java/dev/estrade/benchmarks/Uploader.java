package dev.estrade.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Uploads one video in several ways, times the browser's part, and removes what it uploaded. */
final class Uploader implements AutoCloseable {
    private static final int PARTS_AT_ONCE = 4;

    private final ExecutorService connections = Executors.newFixedThreadPool(PARTS_AT_ONCE);
    private final RunningStack stack;
    private final long size;

    /** @param size bytes */
    Uploader(RunningStack stack, long size) {
        this.stack = stack;
        this.size = size;
    }

    /** How long a browser's two steps took. */
    record Took(Duration puts, Duration complete) {
        double seconds() {
            return puts.plus(complete).toNanos() / 1e9;
        }
    }

    /** One PUT and nothing else; its URL signs neither length nor type. */
    Took bare() throws Exception {
        JsonNode signed = stack.get("/api/generate-presigned-url/?filename=bare.mp4");
        return timed(idOf(signed), () -> put(signed), id -> {});
    }

    /** One PUT and {@code complete}. */
    Took single() throws Exception {
        JsonNode signed =
                stack.get("/api/generate-presigned-url/?filename=single.mp4&content_type=video/mp4&size=" + size);
        return timed(idOf(signed), () -> put(signed), this::complete);
    }

    /** PUTs of parts, the first ones with the batch's URLs, the others signed meanwhile, and {@code complete}. */
    Took multipart() throws Exception {
        JsonNode announced = announce();
        return timed(announced.path("video_id").asString(), () -> putParts(announced), this::complete);
    }

    @Override
    public void close() {
        connections.shutdown();
    }

    private Took timed(String id, Puts puts, Complete complete) throws Exception {
        Instant begin = Instant.now();
        try {
            puts.run();
            Instant sent = Instant.now();
            complete.run(id);
            return new Took(Duration.between(begin, sent), Duration.between(sent, Instant.now()));
        } finally {
            stack.delete("/api/uploads/" + id);
        }
    }

    private JsonNode announce() throws IOException, InterruptedException {
        Map<String, Object> item =
                Map.of("client_ref", "1", "filename", "multipart.mp4", "content_type", "video/mp4", "size", size);
        return stack.post("/api/upload-batches", Map.of("uploads", List.of(item)))
                .path("uploads")
                .path(0);
    }

    private void put(JsonNode signed) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        signed.path("required_headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        stack.put(signed.path("presigned_url").asString(), RandomVideo.body(0, size), headers);
    }

    private void putParts(JsonNode announced) throws Exception {
        long partSize = announced.path("part_size").asLong();
        JsonNode first = announced.path("parts");
        List<Future<?>> sent = new ArrayList<>(begin(first, partSize));
        List<Integer> late = IntStream.rangeClosed(
                        first.size() + 1, announced.path("part_count").asInt())
                .boxed()
                .toList();
        String path = "/api/uploads/" + announced.path("video_id").asString() + "/parts";
        sent.addAll(begin(stack.post(path, Map.of("part_numbers", late)).path("parts"), partSize));
        for (Future<?> part : sent) {
            part.get();
        }
    }

    private List<Future<?>> begin(JsonNode parts, long partSize) {
        List<Future<?>> sent = new ArrayList<>();
        for (JsonNode part : parts) {
            long from = (part.path("part_number").asLong() - 1) * partSize;
            long end = Math.min(from + partSize, size);
            String url = part.path("url").asString();
            sent.add(connections.submit(() -> stack.put(url, RandomVideo.body(from, end), Map.of())));
        }
        return sent;
    }

    private void complete(String id) throws IOException, InterruptedException {
        stack.post("/api/uploads/" + id + "/complete", Map.of());
    }

    private static String idOf(JsonNode signed) {
        String key = signed.path("file_key").asString();
        return key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'));
    }

    private interface Puts {
        void run() throws Exception;
    }

    private interface Complete {
        void run(String id) throws Exception;
    }
}
