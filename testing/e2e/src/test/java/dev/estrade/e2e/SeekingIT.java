package dev.estrade.e2e;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What is played while it is being made, and what has no picture. */
@Timeout(value = 10, unit = MINUTES)
class SeekingIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("seeking");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

    /** A request waits for up to 8 s and is repeated by every player. */
    private static final Duration SEEK = Duration.ofSeconds(90);

    private final Trainer trainer = new Trainer(STACK.as("trainer"));

    @Test
    @Alone
    void seeksAnywhereWhileALessonIsBeingMade() throws IOException, GeneralSecurityException {
        Video video = videos().lecture();
        String formation = publish("Chercher", video);
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> lesson(formation).path("status").asString().equals("playable"));
        Player player = player(lesson(formation));

        await().atMost(SEEK).until(() -> isThere(player.fetch("480p/" + name(75))));
        assertThat(new StoredFiles(STACK).with(formation))
                .as("it was made alone")
                .noneMatch(key -> key.endsWith("480p/" + name(74)) || key.endsWith("480p/" + name(76)));
        for (int segment : new int[] {75, 40, 61}) {
            await().atMost(SEEK)
                    .until(() -> isThere(player.fetch("480p/" + name(segment)))
                            && isThere(player.fetch("audio/" + name(segment))));
        }

        trainer.awaitReady(formation, LONG_ENOUGH);
        Path whole = player.rendition("480p", WORK.resolve("whole.ts"));
        JsonNode stream = tools().probe(whole).path("streams").path(0);
        double seconds = lesson(formation).path("duration").asDouble();
        assertThat(seconds).isCloseTo(video.seconds(), within(0.2));
        assertThat(stream.path("nb_read_frames").asLong()).isEqualTo(Math.round(seconds * 25));
        assertThat(player.fetch("output.m3u8").expect(200).text())
                .contains("AVERAGE-BANDWIDTH=", "#EXT-X-I-FRAME-STREAM-INF");
        Answer sheet = player.fetch("sprites/" + lastSheet(player)).expect(200);
        assertThat(sheet.header("content-type")).isEqualTo("image/jpeg");
    }

    @Test
    void makesALessonOfSoundAlone() throws IOException, GeneralSecurityException {
        Video podcast = videos().podcast();
        String formation = publish("Écouter", podcast);

        trainer.awaitReady(formation, LONG_ENOUGH);

        Player player = player(lesson(formation));
        assertThat(lesson(formation).path("duration").asDouble()).isCloseTo(podcast.seconds(), within(0.2));
        assertThat(player.fetch("output.m3u8").expect(200).text()).contains("audio/index.m3u8", "CODECS=\"mp4a.40.2\"");
        Path sound = player.rendition("audio", WORK.resolve("podcast.ts"));
        JsonNode stream = tools().probe(sound).path("streams").path(0);
        assertThat(stream.path("codec_name").asString()).isEqualTo("aac");
        assertThat(stream.path("duration").asDouble()).isCloseTo(podcast.seconds(), within(0.2));
    }

    private static String name(int segment) {
        return "segment_%03d.ts".formatted(segment);
    }

    /** As the thumbnails say, without the place on it. */
    private static String lastSheet(Player player) {
        String thumbnails = player.fetch("sprites/thumbnails.vtt").expect(200).text();
        String cue = thumbnails.lines().reduce("", (first, second) -> second);
        assertThat(cue).matches("sheet_[0-9]{3}\\.jpg\\?g=[^#]+#xywh=[0-9,]+");
        return cue.substring(0, cue.indexOf('#'));
    }

    /** Or is still being made; anything else is a failure. */
    private static boolean isThere(Answer segment) {
        assertThat(segment.status()).isIn(200, 404);
        return segment.status() == 200;
    }

    private String publish(String title, Video video) {
        return trainer.publish(title, List.of(trainer.upload(List.of(video))))
                .path("id")
                .asString();
    }

    private JsonNode lesson(String formation) {
        return Trainer.lessons(trainer.formation(formation)).get(0);
    }

    private static Player player(JsonNode lesson) {
        String rel = lesson.path("rel").asString();
        JsonNode issued = STACK.as("trainer")
                .get("/api/get-video-token/v2?user_id=trainer&platform=web&rel=" + rel)
                .expect(200)
                .json();
        return new Player(STACK, rel, issued.path("token").asString());
    }

    private static Videos videos() throws IOException {
        return new Videos(ffmpeg(), WORK.resolve("videos"));
    }

    private static Tools tools() {
        return new Tools(ffmpeg());
    }

    private static FfmpegTools ffmpeg() {
        return FfmpegTools.locate(WORK.resolve("ffmpeg"));
    }
}
