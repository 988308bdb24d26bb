package dev.estrade.upload.form;

import static dev.estrade.upload.RunningService.video;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonUploaded;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.Topics;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lessons and presentations that come in forms. */
class FormsIT {
    private static final String BOUNDARY = "----estrade7MA4YWxkTrZu0gW";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("MAX_CONTENT_LENGTH=12MB", "estrade.upload.multipart.part-size=5MB");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void storesALessonWholeAndTellsTheOthers() {
        byte[] film = video((11 << 20) + 5, 1);
        Map<String, Object> form = lesson("trainer-1", "course-1", "lesson-1");
        form.put("video", film);

        Answer accepted = post("trainer-1", "/upload/lesson", form, true).expect(202);

        String rel = "trainer-1/course-1/m1/lesson-1";
        assertThat(accepted.json().properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("task_id", "lesson_id", "hls_path");
        assertThat(accepted.text("lesson_id")).isEqualTo("lesson-1");
        assertThat(accepted.text("hls_path")).isEqualTo("/hls2/" + rel + "/output.m3u8");
        LessonUploaded event = (LessonUploaded) published(rel).get(0).event();
        assertThat(event.ownerId()).isEqualTo("trainer-1");
        assertThat(event.upload().videoId()).isEqualTo(accepted.text("task_id"));
        assertThat(event.upload().size()).isEqualTo(film.length);
        assertThat(media().bytesOf(event.upload().objectKey())).isEqualTo(film);
    }

    @Test
    void takesTheFieldsAfterTheFileAndAFileOfUnknownLength() {
        Map<String, Object> form = new LinkedHashMap<>();
        byte[] film = video(6 << 20, 2);
        form.put("video", film);
        form.putAll(lesson("trainer-2", "course-2", "lesson-1"));

        Answer accepted = post("trainer-2", "/upload/lesson/", form, false).expect(202);

        LessonUploaded event = (LessonUploaded)
                published("trainer-2/course-2/m1/lesson-1").get(0).event();
        assertThat(accepted.text("task_id")).isEqualTo(event.upload().videoId());
        assertThat(media().bytesOf(event.upload().objectKey())).isEqualTo(film);
    }

    @Test
    void namesEveryFieldThatIsMissingAndKeepsNothing() {
        Map<String, Object> form = lesson("trainer-3", "course-3", "lesson-1");
        form.remove("module_id");
        Answer withoutFile = post("trainer-3", "/upload/lesson", form, true).expect(400, "request.invalid");
        assertThat(withoutFile.json().path("errors").findValuesAsString("field"))
                .containsExactly("module_id", "video");

        form.put("video", video(100, 3));
        Answer withoutModule = post("trainer-3", "/upload/lesson", form, true).expect(400, "request.invalid");
        assertThat(withoutModule.json().path("errors").findValuesAsString("field"))
                .containsExactly("module_id");
        form.put("module_id", "../m1");
        post("trainer-3", "/upload/lesson", form, true).expect(400, "request.invalid");
        form.put("module_id", "m1");
        form.put("video", "Bonjour, je ne suis pas un film.".getBytes(UTF_8));
        post("trainer-3", "/upload/lesson", form, true).expect(400, "upload.form_not_media");
        assertThat(leftOf("trainer-3")).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLargeWhateverItsLengthSays() {
        Map<String, Object> form = lesson("trainer-4", "course-4", "lesson-1");
        form.put("video", video((12 << 20) + 1, 4));
        post("trainer-4", "/upload/lesson", form, true).expect(413, "upload.too_large");
        post("trainer-4", "/upload/lesson", form, false).expect(413, "upload.too_large");
        form.put("video", video(14 << 20, 4));
        post("trainer-4", "/upload/lesson", form, true).expect(413, "upload.too_large");
        assertThat(leftOf("trainer-4")).isEmpty();
    }

    /** There the recordings of lives are. */
    @Test
    void takesNothingForACourseCalledLive() {
        Map<String, Object> form = lesson("trainer-9", "live", "lesson-1");
        form.put("video", video(100, 9));
        assertThat(post("trainer-9", "/upload/lesson", form, true)
                        .expect(400, "request.invalid")
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactly("course_id");
        Map<String, Object> presentation = Map.of("video", video(100, 9));
        post("trainer-9", "/upload_presentation/course/live", presentation, true)
                .expect(400, "request.invalid");
        post("trainer-9", "/upload_presentation/module/live/m1", presentation, true)
                .expect(400, "request.invalid");
        assertThat(leftOf("trainer-9")).isEmpty();
    }

    @Test
    void refusesAnythingButAForm() {
        service.as("trainer-5").post("/upload/lesson", "{}").expect(415, "request.unsupported_type");
        Client trainer = service.as("trainer-5");
        trainer.call("POST", "/upload/lesson", BodyPublishers.ofString("nonsense"), type())
                .expect(400);
        Map<String, Object> form = lesson("trainer-5", "course-5", "lesson-1");
        form.put("video", video(300, 5));
        byte[] cut = body(form);
        trainer.call("POST", "/upload/lesson", BodyPublishers.ofByteArray(cut, 0, cut.length - 80), type())
                .expect(400);
        assertThat(leftOf("trainer-5")).isEmpty();
    }

    @Test
    void leavesACourseToItsFirstTrainer() {
        Map<String, Object> form = lesson("trainer-6", "course-6", "lesson-1");
        form.put("video", video(300, 6));
        post("trainer-6", "/upload/lesson", form, true).expect(202);
        post("trainer-6", "/upload/lesson", form, true).expect(202);

        post("trainer-7", "/upload/lesson", form, true).expect(403, "auth.forbidden");
        form.put("trainer_id", "trainer-7");
        post("trainer-7", "/upload/lesson", form, true).expect(403, "formation.not_owner");
        Map<String, Object> fileFirst = new LinkedHashMap<>();
        fileFirst.put("video", video(300, 6));
        fileFirst.putAll(lesson("trainer-7", "course-6", "lesson-1"));
        post("trainer-7", "/upload/lesson", fileFirst, true).expect(403, "formation.not_owner");
        post("trainer-7", "/upload_presentation/course/course-6", Map.of("video", video(300, 6)), true)
                .expect(403, "formation.not_owner");
        assertThat(leftOf("trainer-7")).isEmpty();
    }

    @Test
    void storesPresentationsAndLetsGoOfThemOnceTheyPlay() {
        Answer course = post("trainer-8", "/upload_presentation/course/c8", Map.of("video", video(300, 8)), true)
                .expect(201);
        byte[] webm = ("\u001AE\u00DF\u00A3\u009FB\u0082\u0084webm" + " ".repeat(200)).getBytes(ISO_8859_1);
        Answer module = post("trainer-8", "/upload_presentation/module/c8/m1/", Map.of("video", webm), true)
                .expect(201);

        assertThat(course.text("file_path")).isEqualTo("/presentation_videos/courses/c8/presentation.mp4");
        assertThat(module.text("file_path")).isEqualTo("/presentation_videos/modules/c8/m1/presentation.webm");
        PresentationUploaded event =
                (PresentationUploaded) published("courses/c8").get(0).event();
        assertThat(event.fileKey()).isEqualTo("presentation_videos/courses/c8/presentation.mp4");
        assertThat(media().has(event.objectKey())).isTrue();
        try (EventSender sender = new EventSender()) {
            sender.send(
                    UUID.randomUUID().toString(),
                    new PresentationReady(
                            event.place(), event.version(), event.videoId(), event.fileKey(), 1, 1, null));
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !media().has(event.objectKey()));
        post("trainer-8", "/upload_presentation/course/c8", Map.of("x", "y"), true)
                .expect(400, "request.invalid");
        post("trainer-8", "/upload_presentation/course/c%2E8", Map.of("video", webm), true)
                .expect(400);
    }

    private static Map<String, Object> lesson(String trainer, String course, String lesson) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trainer_id", trainer);
        fields.put("course_id", course);
        fields.put("module_id", "m1");
        fields.put("lesson_id", lesson);
        return fields;
    }

    /** @param tellsLength or comes in chunks of which nobody knows the sum */
    private static Answer post(String user, String path, Map<String, Object> form, boolean tellsLength) {
        byte[] body = body(form);
        BodyPublisher publisher = tellsLength
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
        return service.as(user).call("POST", path, publisher, type());
    }

    private static List<String> type() {
        return List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static byte[] body(Map<String, Object> form) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            for (Map.Entry<String, Object> field : form.entrySet()) {
                boolean file = field.getValue() instanceof byte[];
                body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\""
                                + (file ? "; filename=\"film.mp4\"\r\nContent-Type: video/mp4" : "") + "\r\n\r\n")
                        .getBytes(UTF_8));
                body.write(
                        field.getValue() instanceof byte[] bytes
                                ? bytes
                                : field.getValue().toString().getBytes(UTF_8));
                body.write("\r\n".getBytes(UTF_8));
            }
            body.write(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return body.toByteArray();
    }

    private static List<Published> published(String key) {
        return PublishedEvents.of(Topics.UPLOADS, key, Duration.ofSeconds(3));
    }

    /** What lies in the bucket, or is on its way there, of this trainer's uploads. */
    private static List<String> leftOf(String trainer) {
        return service.bean(Uploads.class)
                .between(Kind.VIDEO, "", "")
                .filter(upload -> upload.ownerId().equals(trainer))
                .map(Upload::objectKey)
                .filterWhen(key -> service.media()
                        .stat(key)
                        .hasElement()
                        .zipWith(service.media().multipart().unfinished(key).hasElements(), Boolean::logicalOr))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static Media media() {
        return new Media(service.media());
    }

    private record Media(ObjectStore store) {
        byte[] bytesOf(String key) {
            String etag = store.stat(key).blockOptional().orElseThrow().etag();
            long size = store.stat(key).blockOptional().orElseThrow().size();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (long from = 0; from < size; from += 2 << 20) {
                all.writeBytes(store.range(key, from, Math.min(size, from + (2 << 20)) - 1, etag)
                        .blockOptional()
                        .orElseThrow());
            }
            return all.toByteArray();
        }

        boolean has(String key) {
            return store.stat(key).blockOptional().isPresent();
        }
    }
}
