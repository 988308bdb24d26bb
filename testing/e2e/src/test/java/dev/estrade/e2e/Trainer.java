package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What a course shop's frontend does for a trainer. */
final class Trainer {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final Client client;

    Trainer(Client client) {
        this.client = client;
    }

    Client client() {
        return client;
    }

    /** Announces, PUTs in parallel straight to the store, completes. @return video ids, in the order of the files */
    List<String> upload(List<Video> videos) {
        JsonNode batch = announce(videos);
        Map<String, JsonNode> byRef = new HashMap<>();
        batch.path("uploads").forEach(item -> byRef.put(item.path("client_ref").asString(), item));
        List<String> ids = videos.parallelStream()
                .map(video -> {
                    JsonNode item = Objects.requireNonNull(byRef.get(video.name()));
                    put(item, video.file()).expect(200);
                    String id = item.path("video_id").asString();
                    client.post("/api/uploads/" + id + "/complete", Map.of()).expect(200);
                    return id;
                })
                .toList();
        JsonNode progress = client.get(
                        "/api/upload-batches/" + batch.path("batch_id").asString())
                .expect(200)
                .json();
        assertThat(progress.path("bytes_received").asLong())
                .isEqualTo(progress.path("bytes_total").asLong())
                .isPositive();
        return ids;
    }

    JsonNode announce(List<Video> videos) {
        List<Object> items = new ArrayList<>();
        for (Video video : videos) {
            items.add(Map.of(
                    "client_ref", video.name(),
                    "filename", video.file().getFileName().toString(),
                    "content_type", video.contentType(),
                    "size", video.file().toFile().length()));
        }
        return client.post("/api/upload-batches", Map.of("uploads", items))
                .expect(201)
                .json();
    }

    Answer put(JsonNode item, Path file) {
        Map<String, String> headers = new HashMap<>();
        item.path("required_headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        try {
            assertThat(Files.exists(file)).isTrue();
            return client.send("PUT", item.path("presigned_url").asString(), BodyPublishers.ofFile(file), headers);
        } catch (FileNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    record Photo(String id, String fileKey) {}

    /** One pixel, in the library. */
    Photo savePhoto() {
        byte[] photo = Base64.getDecoder().decode(PNG);
        JsonNode issued = client.get("/api/generate-presigned-url/?filename=p.png&type=photo")
                .expect(200)
                .json();
        String url = issued.path("presigned_url").asString();
        client.send("PUT", url, BodyPublishers.ofByteArray(photo), Map.of()).expect(200);
        String fileKey = issued.path("file_key").asString();
        String publicUrl = issued.path("public_url").asString();
        Map<String, String> described =
                Map.of("title", "P", "description", "", "file_key", fileKey, "public_url", publicUrl);
        JsonNode saved =
                client.post("/api/save-photo-metadata/", described).expect(200).json();
        return new Photo(saved.path("photo_id").asString(), fileKey);
    }

    /** A body with one module per list of video ids. */
    static Map<String, Object> formation(String title, List<List<String>> modules) {
        List<Object> built = new ArrayList<>();
        for (List<String> ids : modules) {
            List<Object> videos = new ArrayList<>();
            for (String id : ids) {
                videos.add(Map.of("title", "Leçon " + videos.size(), "videoId", id, "order", videos.size()));
            }
            built.add(Map.of("title", "Module " + built.size(), "videos", videos));
        }
        return Map.of("title", title, "description", "", "modules", built);
    }

    JsonNode publish(String title, List<List<String>> modules) {
        return client.post("/api/formations", formation(title, modules))
                .expect(201)
                .json();
    }

    JsonNode formation(String id) {
        return client.get("/api/formations/" + id).expect(200).json();
    }

    /** Waits until every lesson has ended; fails if one failed. */
    JsonNode awaitReady(String formationId, Duration atMost) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(500)).until(() -> {
            String status = formation(formationId).path("status").asString();
            assertThat(status).isNotEqualTo("degraded");
            return status.equals("ready");
        });
        return formation(formationId);
    }

    static List<JsonNode> lessons(JsonNode formation) {
        List<JsonNode> lessons = new ArrayList<>();
        formation.path("modules").forEach(module -> module.path("videos").forEach(lessons::add));
        return lessons;
    }
}
