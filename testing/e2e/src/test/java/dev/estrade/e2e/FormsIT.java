package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What came by form, and what was saved in the library: from the upload to whoever watches it. */
class FormsIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("forms");
    private static final String BOUNDARY = "form-" + UUID.randomUUID();

    private static List<Video> videos;
    private static Tools tools;

    private final Client trainer = STACK.as("trainer");
    private final Client anybody = STACK.anonymous();
    private final String course = "c-" + UUID.randomUUID();

    @BeforeAll
    static void make() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        tools = new Tools(ffmpeg);
        videos = new Videos(ffmpeg, WORK.resolve("videos")).four();
    }

    @Test
    void makesALessonOfAFormAndReplacesItsVideo() throws IOException {
        JsonNode first = lesson(videos.get(3));
        new Trainer(trainer).awaitReady(course, Duration.ofMinutes(3));
        String rel = "trainer/" + course + "/m1/l1";
        assertThat(first.path("hls_path").asString()).isEqualTo("/hls2/" + rel + "/output.m3u8");
        String begun = player(rel).fetch("480p/index.m3u8").expect(200).text();
        assertThat(begun).contains("segment_000.ts?g=" + first.path("task_id").asString());

        JsonNode second = lesson(videos.get(1));
        String segment = begun.lines()
                .filter(line -> line.startsWith("segment_"))
                .findFirst()
                .orElseThrow();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> player(rel)
                        .fetch("output.m3u8")
                        .expect(200)
                        .text()
                        .contains("?g=" + second.path("task_id").asString()));

        player(rel).fetch("480p/" + segment).expect(200);
        JsonNode ready = new Trainer(trainer).awaitReady(course, Duration.ofMinutes(3));
        assertThat(Trainer.lessons(ready))
                .singleElement()
                .satisfies(seen -> assertThat(seen.path("videoId").asString())
                        .isEqualTo(second.path("task_id").asString()));
        trainer.send("POST", "/upload/lesson", form(fields("m1"), videos.get(1)), headers())
                .expect(202);
        STACK.as("trainer2")
                .send("POST", "/upload/lesson", form(fields("m1"), videos.get(1)), headers())
                .expect(403);
    }

    @Test
    void showsAPresentationToAnybody() throws IOException {
        String path = trainer.send(
                        "POST", "/upload_presentation/course/" + course, form(Map.of(), videos.get(2)), headers())
                .expect(201)
                .json()
                .path("file_path")
                .asString();
        assertThat(path).isEqualTo("/presentation_videos/courses/" + course + "/presentation.mp4");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            Answer answer = anybody.get(path);
            return answer.status() == 200 || answer.expectProblem(404, "playback.not_ready") == null;
        });

        Answer part = anybody.get(path, Map.of("Range", "bytes=4-7", "Origin", "https://anybody.example"))
                .expect(206);
        assertThat(part.text()).isEqualTo("ftyp");
        assertThat(part.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(part.header("content-type")).isEqualTo("video/mp4");
        Path file =
                Files.write(WORK.resolve("presentation.mp4"), anybody.get(path).body());
        assertThat(tools.probe(file).path("streams").toString()).contains("\"h264\"", "\"aac\"");
    }

    @Test
    void keepsAVideoInTheLibrary() throws IOException {
        Video video = videos.get(1);
        JsonNode issued = trainer.get("/api/generate-presigned-url/?filename=clip.webm&type=video")
                .expect(200)
                .json();
        trainer.send("PUT", issued.path("presigned_url").asString(), BodyPublishers.ofFile(video.file()), Map.of())
                .expect(200);
        String key = issued.path("file_key").asString();
        anybody.get("/media/" + key).expectProblem(404, "playback.media_unknown");
        String id = trainer.post(
                        "/api/save-video-metadata/",
                        Map.of("title", "Un clip", "description", "", "file_key", key, "public_url", "blob:x"))
                .expect(200)
                .json()
                .path("video_id")
                .asString();

        JsonNode item = trainer.get("/api/media/" + id).expect(200).json();
        assertThat(item.path("title").asString()).isEqualTo("Un clip");
        Answer played =
                anybody.get("/media/" + item.path("file_key").asString()).expect(200);
        assertThat(played.body()).isEqualTo(Files.readAllBytes(video.file()));
        assertThat(trainer.get("/api/media?q=clip").expect(200).text()).contains(id);
        STACK.as("trainer2").get("/api/media/" + id).expectProblem(404, "media.unknown");

        trainer.delete("/api/media/" + id).expect(204);
        trainer.get("/api/media/" + id).expectProblem(404, "media.unknown");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anybody.get("/media/" + item.path("file_key").asString())
                                .status()
                        == 404);
    }

    private JsonNode lesson(Video video) throws IOException {
        return trainer.send("POST", "/upload/lesson", form(fields("m1"), video), headers())
                .expect(202)
                .json();
    }

    private Map<String, String> fields(String module) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("trainer_id", "trainer");
        fields.put("course_id", course);
        fields.put("module_id", module);
        fields.put("lesson_id", "l1");
        return fields;
    }

    private static Map<String, String> headers() {
        return Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static BodyPublisher form(Map<String, String> fields, Video video) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"video\"; filename=\""
                        + video.file().getFileName() + "\"\r\nContent-Type: " + video.contentType() + "\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(Files.readAllBytes(video.file()));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    private Player player(String rel) {
        String token = trainer.get("/api/get-video-token/v2?user_id=trainer&platform=web&rel=" + rel)
                .expect(200)
                .json()
                .path("token")
                .asString();
        return new Player(STACK, rel, token);
    }
}
