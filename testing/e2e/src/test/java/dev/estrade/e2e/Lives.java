package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Lives whose camera is a file. */
final class Lives {
    private static final int CHUNKS = 3;

    private Lives() {}

    /** One that plays, and runs until its lease ends. @return its id */
    static String playing(Client author, String userId, Path webm) throws IOException {
        String id = author.post("/api/posts/live/", Map.of("content", "Direct"))
                .json()
                .path("live_id")
                .asString();
        assertThat(id).isNotBlank();
        record(author, id, webm);
        String token = "/api/get-video-token/v2?user_id=" + userId + "&platform=web&rel=live/live/" + id + "/stream";
        await().atMost(Duration.ofMinutes(1)).until(() -> author.get(token).status() == 200);
        return id;
    }

    /** As a browser does, in chunks that may end anywhere. */
    private static void record(Client author, String liveId, Path webm) throws IOException {
        Map<String, String> type = Map.of("mime_type", "video/webm;codecs=vp8,opus");
        JsonNode recording = author.post("/api/posts/live/" + liveId + "/recording", type)
                .expect(201)
                .json();
        byte[] film = Files.readAllBytes(webm);
        for (int seq = 0; seq < CHUNKS; seq++) {
            byte[] chunk = Arrays.copyOfRange(film, film.length * seq / CHUNKS, film.length * (seq + 1) / CHUNKS);
            JsonNode address = recording.path("chunks").path(seq);
            assertThat(address.path("seq").asInt()).isEqualTo(seq);
            author.send("PUT", address.path("url").asString(), BodyPublishers.ofByteArray(chunk), Map.of())
                    .expect(200);
        }
    }
}
