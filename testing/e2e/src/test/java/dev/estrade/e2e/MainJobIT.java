package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two modules with two lessons each, from four different real files, published whole and played back. */
class MainJobIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("main-job");

    private static Tools tools;
    private static List<Video> videos;
    private static JsonNode formation;

    @BeforeAll
    static void publishes() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        tools = new Tools(ffmpeg);
        videos = new Videos(ffmpeg, WORK.resolve("videos")).four();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        List<String> ids = trainer.upload(videos);
        // The second module first in the file list: binding by position would mix them up.
        JsonNode created =
                trainer.publish("Cours", List.of(List.of(ids.get(2), ids.get(3)), List.of(ids.get(0), ids.get(1))));
        videos = List.of(videos.get(2), videos.get(3), videos.get(0), videos.get(1));
        formation = trainer.awaitReady(created.path("id").asString(), Duration.ofMinutes(4));
    }

    @Test
    void playsEachLessonsOwnVideoInEveryRendition() throws IOException, GeneralSecurityException {
        List<JsonNode> lessons = Trainer.lessons(formation);
        for (int i = 0; i < lessons.size(); i++) {
            check(lessons.get(i), videos.get(i));
        }
    }

    @Test
    void encryptsEachLessonUnderAKeyOfItsOwnThatIsNotInTheMediaBucket() throws IOException {
        List<String> keys = new ArrayList<>();
        for (JsonNode lesson : Trainer.lessons(formation)) {
            keys.add(HexFormat.of().formatHex(player(lesson).key()));
        }
        assertThat(keys).doesNotHaveDuplicates().hasSize(4);
        try (Stream<Path> objects = Files.walk(STACK.home().resolve("s3").resolve("estrade-media"))) {
            assertThat(objects.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .noneMatch(file -> file.getFileName().toString().contains("key"))
                    .noneMatch(file -> keys.stream()
                            .anyMatch(key -> contains(file, HexFormat.of().parseHex(key))));
        }
    }

    @Test
    void playsInARealPlayerThatSendsTheHeaders() throws IOException {
        JsonNode lesson = Trainer.lessons(formation).get(2);
        StringBuilder headers = new StringBuilder();
        Player.headers(STACK, token(lesson)).forEach((name, value) -> headers.append(name + ": " + value + "\r\n"));

        byte[] frames = tools.ffmpeg(
                "-allowed_extensions",
                "ALL",
                "-headers",
                headers.toString(),
                "-i",
                STACK.gateway() + "/hls2/" + lesson.path("rel").asString() + "/output.m3u8",
                "-map",
                "0:v:0",
                "-map",
                "0:a:0",
                "-f",
                "framemd5",
                "-");

        assertThat(new String(frames, java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .filter(l -> l.startsWith("0,")))
                .hasSize((int) (videos.get(2).seconds() * 25));
    }

    @Test
    void letsAnEnrolledLearnerWatchAndNobodyElse() {
        String id = formation.path("id").asString();
        JsonNode lesson = Trainer.lessons(formation).get(0);
        Client learner = STACK.as("learner");
        String route = "/api/get-video-token/v2?user_id=learner&platform=web&rel="
                + lesson.path("rel").asString();
        learner.get(route).expectProblem(403, "auth.forbidden");
        learner.get("/api/formations/" + id).expectProblem(404, "formation.unknown");

        STACK.as("trainer").put("/api/formations/" + id + "/enrolments/learner").expect(204);

        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> learner.get(route).status() == 200);
        learner.get("/api/formations/" + id).expect(200);
    }

    @Test
    void answersARepeatedPostByTheStoredAnswer() throws IOException {
        Trainer trainer = new Trainer(STACK.as("trainer"));
        Video video = videos.get(0);
        List<String> ids = trainer.upload(List.of(video));
        Map<String, Object> body = Trainer.formation("Une fois", List.of(ids));
        Map<String, String> key = Map.of("Idempotency-Key", "e2e-" + ids.get(0));

        Answer first = trainer.client().post("/api/formations", body, key).expect(201);
        Answer again = trainer.client().post("/api/formations", body, key).expect(201);

        assertThat(again.json()).isEqualTo(first.json());
        trainer.client()
                .post("/api/formations", Trainer.formation("Autre", List.of(ids)), key)
                .expectProblem(422, "idempotency.key_reused");
        trainer.awaitReady(first.json().path("id").asString(), Duration.ofMinutes(2));
    }

    private static void check(JsonNode lesson, Video video) throws IOException, GeneralSecurityException {
        assertThat(lesson.path("duration").asDouble()).isCloseTo(video.seconds(), within(0.1));
        Player player = player(lesson);
        List<Player.Variant> variants = player.variants();
        assertThat(variants).extracting(Player.Variant::resolution).contains(video.width() + "x" + video.height());
        for (Player.Variant variant : variants) {
            Path file = player.rendition(
                    variant.folder(), WORK.resolve(video.file().getFileName() + "-" + variant.folder() + ".ts"));
            checkPicture(file, video, variant);
        }
        assertThat(player.hasAudio()).isEqualTo(video.sound());
        if (video.sound()) {
            Path file = player.rendition("audio", WORK.resolve(video.file().getFileName() + "-audio.ts"));
            JsonNode stream = tools.probe(file).path("streams").path(0);
            assertThat(stream.path("codec_name").asString()).isEqualTo("aac");
            assertThat(stream.path("duration").asDouble()).isCloseTo(video.seconds(), within(0.1));
        }
    }

    private static void checkPicture(Path file, Video video, Player.Variant variant) throws IOException {
        JsonNode stream = tools.probe(file).path("streams").path(0);
        assertThat(stream.path("codec_name").asString()).isEqualTo("h264");
        assertThat(stream.path("width").asInt() + "x" + stream.path("height").asInt())
                .isEqualTo(variant.resolution());
        assertThat(stream.path("nb_read_frames").asInt()).isEqualTo((int) Math.round(video.seconds() * 25));
        for (double at : new double[] {0.5, video.seconds() - 0.5}) {
            assertThat(distance(tools.colourAt(file, at), video.rgb()))
                    .as("%s has its own colour at %s s", video.name(), at)
                    .isLessThan(24);
        }
    }

    /** The largest difference of a channel. */
    private static int distance(int a, int b) {
        int red = Math.abs((a >> 16 & 0xFF) - (b >> 16 & 0xFF));
        int green = Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF));
        return Math.max(Math.max(red, green), Math.abs((a & 0xFF) - (b & 0xFF)));
    }

    private static Player player(JsonNode lesson) {
        return new Player(STACK, lesson.path("rel").asString(), token(lesson));
    }

    private static String token(JsonNode lesson) {
        JsonNode issued = STACK.as("trainer")
                .get("/api/get-video-token/v2?user_id=trainer&platform=web&rel="
                        + lesson.path("rel").asString())
                .expect(200)
                .json();
        assertThat(issued.path("playlist_url").asString())
                .isEqualTo(STACK.gateway() + "/hls2/" + lesson.path("rel").asString() + "/output.m3u8");
        return issued.path("token").asString();
    }

    private static boolean contains(Path file, byte[] needle) {
        try {
            String hay = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
            return hay.contains(new String(needle, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
