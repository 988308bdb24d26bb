package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** The pictures of a seek bar, which are made last. */
class SpritesIT extends RunningService {
    private static final List<String> MADE_LAST =
            List.of("sprites/thumbnails.vtt", "sprites/sheet_000.jpg", "480p/iframes.m3u8");

    private static final byte[] OLD = "sheet of the old video".getBytes(UTF_8);
    private static final byte[] NEW = "sheet of the new video".getBytes(UTF_8);

    @Test
    void nobodyWaitsForWhatIsMadeLast() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");

        Duration waited = untilNotReady(rel, "480p/segment_003.ts", token);
        for (String file : MADE_LAST) {
            assertThat(untilNotReady(rel, file, token)).as(file).isLessThan(waited.dividedBy(2));
        }

        lessons.ready(rel);
        for (String file : MADE_LAST) {
            awaitText("resource.not_found", () -> hls(rel, file + "?g=g1", token));
            problem(hls(rel, file + "?g=g1", token), 404, "resource.not_found")
                    .expectHeader()
                    .doesNotExist("Retry-After");
        }
    }

    @Test
    void givesWebPlayersTheSheetsOfTheGenerationTheyPlay() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        lessons.ready(rel, "g1", OLD);
        String token = awaitToken(rel, "web");

        lessons.publish(new LessonUploaded(
                1, "trainer", new ClaimedUpload("g2", rel, "f.mp4", "uploads/videos/g2", "e", 1, "mp4")));
        lessons.playable(rel, "g2", NEW);
        lessons.ready(rel, "g2", NEW);
        awaitText("sheet_000.jpg?g=g2", () -> hls(rel, "sprites/thumbnails.vtt", token));

        hls(rel, "sprites/thumbnails.vtt?g=g1", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/vtt")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nsheet_000.jpg?g=g1#xywh=0,0,160,90\n");
        hls(rel, "sprites/sheet_000.jpg?g=g1", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.IMAGE_JPEG)
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, private, immutable")
                .expectBody(byte[].class)
                .isEqualTo(OLD);
    }

    @Test
    void givesNativePlayersSheetsThatNeedNoHeader() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        lessons.ready(rel, "g1", OLD);

        String sheet = lastLine(follow(awaitThumbnailsUrl(rel, "mobile")));

        assertThat(sheet)
                .startsWith("https://video.example/hls2/" + rel + "/sprites/sheet_000.jpg?g=g1&token=")
                .endsWith("#xywh=0,0,160,90");
        assertThat(follow(sheet)).isEqualTo("sheet of the old video");
        String grant = sheet.replaceAll(".*token=([^#]*)#.*", "$1");
        problem(
                client.get().uri("/hls2/" + rel + "/output.m3u8?token=" + grant).exchange(),
                403,
                "playback.token_invalid");
    }

    @Test
    void saysWhereTheThumbnailsAreAsSoonAsThereAreAny() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        awaitPlayable(rel);
        assertThat(issued(rel, "web").containsKey("thumbnails_url")).isFalse();

        lessons.ready(rel, "g1", OLD);
        assertThat(awaitThumbnailsUrl(rel, "web"))
                .isEqualTo("https://video.example/hls2/" + rel + "/sprites/thumbnails.vtt?g=g1");
    }

    private Duration untilNotReady(Rel rel, String file, String token) {
        Instant asked = Instant.now();
        problem(hls(rel, file + "?g=g1", token), 404, "playback.not_ready")
                .expectHeader()
                .valueEquals("Retry-After", "2");
        return Duration.between(asked, Instant.now());
    }

    private String awaitThumbnailsUrl(Rel rel, String platform) {
        awaitPlayable(rel);
        Object url = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1100))
                .pollDelay(Duration.ZERO)
                .until(() -> issued(rel, platform).get("thumbnails_url"), Objects::nonNull);
        return String.valueOf(url);
    }
}
