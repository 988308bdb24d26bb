package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every cell of docs/authorisation.md, called through the gateway: {@code yes} is any answer but 401, 403 and 404. The
 * requests are such that what is allowed changes nothing: with a wrong body, or a stale {@code If-Match}.
 */
class AuthorisationIT {
    private static final Stack STACK = Stack.running();
    private static final URI GATEWAY = STACK.gateway();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Who the columns are. */
    private static final Map<String, String> PEOPLE = new LinkedHashMap<>();

    static {
        PEOPLE.put("anonymous", "");
        PEOPLE.put("learner", "learner2");
        PEOPLE.put("enrolled learner", "learner");
        PEOPLE.put("other trainer", "trainer2");
        PEOPLE.put("owner", "trainer");
        PEOPLE.put("admin", "admin");
        PEOPLE.put("service", "service");
    }

    /** He names the owner with {@code user_id}. */
    private static final String FOR_OWNER = "for owner";

    private static final String STALE = "\"stale\"";
    private static final Map<String, String> BODIES = Map.of(
            "POST /api/formations/{id}/enrolments", "{\"user_ids\": [\"learner\"]}",
            "PUT /api/formations/{id}/lessons/{lesson_id}/video", "{\"videoId\": \"x\"}",
            "POST /api/uploads/{video_id}/parts", "{\"part_numbers\": [1]}",
            "POST /s3/multipart/{upload_id}/complete", "{\"parts\": [{\"PartNumber\": 1, \"ETag\": \"x\"}]}");

    /** What a route cannot do without. */
    private static final Map<String, String> QUERIES = Map.of(
            "/s3/multipart/{upload_id}", "?key={key}&partNumbers=1",
            "/api/get-video-token/v2", "?user_id={self}&rel={rel}&platform=web",
            "/api/get-download-token/", "?rel={rel}");

    /** Routes that take a token of their own, and where he gets one if he does. */
    private static final Map<String, String> TOKENS = Map.of(
            "/hls2/**", "/api/get-video-token/v2",
            "/live/**", "/api/get-video-token/v2?user_id={self}&rel=live/live/{live_id}/stream&platform=web",
            "/api/download/**", "/api/get-download-token/{self}/{filename}");

    private static final Map<String, String> VALUES = new HashMap<>();

    @BeforeAll
    static void publishesSomething() throws IOException {
        Path work = STACK.home().resolveSibling("authorisation");
        Videos clips = new Videos(FfmpegTools.locate(work.resolve("ffmpeg")), work.resolve("videos"));
        List<Video> videos = clips.short2s(2);
        Trainer trainer = new Trainer(STACK.as("trainer"));
        JsonNode batch = trainer.announce(videos.subList(0, 1));
        JsonNode upload = batch.path("uploads").path(0);
        trainer.put(upload, videos.get(0).file()).expect(200);
        String videoId = upload.path("video_id").asString();
        trainer.client().post("/api/uploads/" + videoId + "/complete", Map.of()).expect(200);
        String presentation = trainer.upload(videos.subList(1, 2)).get(0);
        Map<String, Object> wanted = new HashMap<>(Trainer.formation("Droits", List.of(List.of(videoId))));
        wanted.put("presentationVideoId", presentation);
        wanted.put("allow_downloads", true);
        JsonNode formation =
                trainer.client().post("/api/formations", wanted).expect(201).json();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> STACK.anonymous()
                                .get("/presentation_videos/courses/"
                                        + formation.path("id").asString() + "/presentation.mp4")
                                .status()
                        == 200);
        trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(2));
        JsonNode lesson = Trainer.lessons(formation).get(0);
        VALUES.put("id", formation.path("id").asString());
        VALUES.put("lesson_id", lesson.path("id").asString());
        VALUES.put("rel", lesson.path("rel").asString());
        VALUES.put("person", "somebody");
        VALUES.put("module_id", formation.path("modules").path(0).path("id").asString());
        VALUES.put("video_id", videoId);
        VALUES.put("filename", videos.get(0).file().getFileName().toString());
        VALUES.put("task_id", videoId);
        VALUES.put("batch_id", batch.path("batch_id").asString());
        trainer.client()
                .put("/api/formations/" + VALUES.get("id") + "/enrolments/learner")
                .expect(204);
        VALUES.put("upload_id", beginMultipart(trainer.client()));
        VALUES.put("part_number", "1");
        VALUES.put("media_id", trainer.savePhoto().id());
        // Another one than that, which is deleted.
        VALUES.put("photo", trainer.savePhoto().fileKey());
        VALUES.put("notification_id", notification(trainer.client(), videoId));
        addWebhook(STACK.as("admin"));
        VALUES.put(
                "live_id",
                Lives.playing(trainer.client(), "trainer", clips.webm().file()));
        VALUES.put("kind", "images");
        VALUES.put("output", "image");
        addJob(trainer.client());
    }

    private static String beginMultipart(Client trainer) {
        Map<String, Object> file = Map.of("filename", "f.mp4", "type", "video/mp4", "metadata", Map.of());
        JsonNode begun = trainer.post("/s3/multipart", file).expect(200).json();
        VALUES.put("key", begun.path("key").asString());
        return begun.path("uploadId").asString();
    }

    private static String notification(Client trainer, String videoId) {
        return await().until(
                        () -> trainer.get("/api/notifications?limit=100")
                                .expect(200)
                                .json()
                                .path("data")
                                .valueStream()
                                .filter(one ->
                                        one.at("/data/video_id").asString("").equals(videoId))
                                .map(one -> one.path("id").asString())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Nobody listens there. */
    private static void addWebhook(Client admin) {
        Map<String, Object> endpoint = Map.of("url", "http://localhost:9/", "events", List.of("recording.saved"));
        JsonNode made =
                admin.post("/api/webhook-endpoints", endpoint).expect(201).json();
        String path = "/api/webhook-endpoints/" + made.path("id").asString();
        admin.post(path + "/ping", Map.of()).expect(202);
        JsonNode deliveries = admin.get(path + "/deliveries").expect(200).json();
        VALUES.put("endpoint_id", made.path("id").asString());
        VALUES.put("delivery_id", deliveries.at("/data/0/id").asString());
    }

    /** In place of the one before. No backend makes it. */
    private static void addJob(Client trainer) {
        trainer.delete("/api/images/" + VALUES.get("job_id"));
        JsonNode asked = trainer.post("/api/images/generate", Map.of("prompt", "Droits"))
                .expect(202)
                .json();
        VALUES.put("job_id", asked.path("job_id").asString());
    }

    @Test
    void everyRouteLetsInWhomTheDocumentSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (String[] row : rows()) {
            for (Map.Entry<String, String> person : PEOPLE.entrySet()) {
                String expected = row[3 + List.copyOf(PEOPLE.keySet()).indexOf(person.getKey())];
                if (row[1].contains("DELETE /api/webhook-endpoints")) {
                    addWebhook(STACK.as("admin"));
                }
                if (row[1].contains("DELETE /api/{kind}") && !expected.startsWith("4")) {
                    addJob(STACK.as("trainer"));
                }
                boolean named = expected.equals(FOR_OWNER);
                int status = status(row[1].replace("`", ""), person.getValue(), named ? "user_id=trainer" : "");
                String seen = status == 401 || status == 403 || status == 404 ? String.valueOf(status) : "yes";
                checked++;
                if (!seen.equals(named ? "yes" : expected)) {
                    wrong.add(row[1] + " as " + person.getKey() + ": " + status + " instead of " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(150);
    }

    private static List<String[]> rows() throws IOException {
        Path table = Path.of(System.getProperty("estrade.root"), "docs", "authorisation.md");
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
        }
    }

    private static int status(String route, String person, String query) throws IOException, InterruptedException {
        String[] parts = route.split(" ", 2);
        boolean form = parts[1].startsWith("/upload");
        String body = form ? form(person) : BODIES.getOrDefault(route, "{}");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(GATEWAY + path(parts[1], person, query)))
                .timeout(Duration.ofSeconds(30))
                .header("If-Match", STALE)
                .header("Referer", GATEWAY + "/studio")
                .header("Content-Type", form ? "multipart/form-data; boundary=x" : "application/json")
                .method(parts[0], parts[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!person.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer(parts[1], person));
        }
        HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    /** A lesson's form with a file that is no video: whoever may upload is told so. */
    private static String form(String person) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean acts = person.equals("admin") || person.equals("service");
        fields.put("trainer_id", acts ? "trainer" : person);
        fields.put("course_id", VALUES.getOrDefault("id", ""));
        fields.put("module_id", VALUES.getOrDefault("module_id", ""));
        fields.put("lesson_id", VALUES.getOrDefault("lesson_id", ""));
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append("--x\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return form + "--x\r\nContent-Disposition: form-data; name=\"video\"; filename=\"f.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\nno video\r\n--x--\r\n";
    }

    /** A token of the route's own where one is asked for, if he gets one. */
    private static String bearer(String route, String person) {
        String issuing = TOKENS.get(route);
        if (issuing == null) {
            return STACK.token(person);
        }
        Answer issued = new Client(GATEWAY, STACK.token(person)).get(path(issuing, person, ""));
        return issued.status() == 200 ? issued.json().path("token").asString() : STACK.token(person);
    }

    /** Whom he asks for: himself, {@code service} the owner, and nobody is somebody too. */
    private static String self(String person) {
        return switch (person) {
            case "service" -> "trainer";
            case "" -> "nobody";
            default -> person;
        };
    }

    private static String path(String route, String person, String query) {
        String needed = QUERIES.entrySet().stream()
                .filter(known -> route.startsWith(known.getKey()) && !route.contains("?"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        String path = route + needed + (query.isEmpty() ? "" : (needed.isEmpty() ? "?" : "&") + query);
        path = path.replace("/hls2/**", "/hls2/{rel}/output.m3u8")
                .replace("/live/**", "/live/{live_id}/output.m3u8")
                .replace("/api/download/**", "/api/download/{self}/{filename}")
                .replace("/media/**", "/media/{photo}")
                .replace("/presentation_videos/**", "/presentation_videos/courses/{id}/presentation.mp4")
                .replace("{self}", self(person));
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }
}
