package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import dev.estrade.test.PublishedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriComponentsBuilder;

/** What plays while a live runs: its playlists grow. */
class LiveIT extends RunningService {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final String TAIL = "#EXTINF:2.0,\nsegment_%03d.ts\n";
    private static final String HEAD = "#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-TARGETDURATION:3\n"
            + "#EXT-X-KEY:METHOD=AES-128,URI=\"../enc.key\",IV=0x00\n";

    private final String live = formation;
    private final Rel stream = LivePlace.stream(live);

    @Autowired
    private ContentKeys keys;

    @Autowired
    private PlaybackTokens tokens;

    @Test
    void playsUnderItsOwnName() {
        byte[] key = recorded("r1");
        String token = awaitToken(stream, "web");

        assertThat(issued(stream, "web").get("playlist_url"))
                .isEqualTo("https://video.example/live/" + live + "/output.m3u8");
        assertThat(text("output.m3u8", token)).contains("480p/index.m3u8?g=r1");
        assertThat(text("480p/index.m3u8?g=r1", token))
                .contains("URI=\"../enc.key?g=r1\"", "segment_000.ts?g=r1", "#EXT-X-PLAYLIST-TYPE:EVENT");
        file("enc.key?g=r1", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(byte[].class)
                .isEqualTo(key);
        file("480p/segment_000.ts?g=r1", token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("video/mp2t")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, private, immutable")
                .expectBody(byte[].class)
                .isEqualTo(Lessons.SEGMENT);
        hls(stream, "480p/segment_000.ts?g=r1", token).expectStatus().isOk();
    }

    @Test
    void readsPlaylistsAnewEachTimeUntilTheEndAndAfter() {
        recorded("r1");
        String token = awaitToken(stream, "web");
        for (int segments = 1; segments < 5; segments++) {
            playlist("r1", segments, "");
            assertThat(text("480p/index.m3u8?g=r1", token))
                    .contains("segment_%03d.ts?g=r1".formatted(segments - 1))
                    .doesNotContain("segment_%03d.ts".formatted(segments));
        }
        file("480p/index.m3u8?g=r1", token).expectHeader().valueEquals("Cache-Control", "no-store");

        playlist("r1", 5, "#EXT-X-ENDLIST\n");
        lessons.publish(new LessonReady(stream, "r1", 9, 10, List.of(), "author", null));
        awaitText("resource.not_found", () -> file("480p/segment_005.ts?g=r1", token));
        assertThat(text("480p/index.m3u8?g=r1", token)).contains("segment_004.ts?g=r1", "#EXT-X-ENDLIST");
    }

    @Test
    void doesNotWaitForWhatIsNotRecordedYet() {
        recorded("r1");
        String token = awaitToken(stream, "web");
        Instant asked = Instant.now();
        problem(file("480p/segment_007.ts?g=r1", token), 404, "playback.not_ready")
                .expectHeader()
                .valueEquals("Retry-After", "2");

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(PublishedEvents.count(Topics.TRANSCODE_WORK, stream + "@r1", Duration.ofSeconds(2)))
                .isZero();
    }

    @Test
    void givesNativePlayersGrantsThatOutliveTheLive() {
        recorded("r1");
        awaitToken(stream, "mobile");
        String media = lastLine(follow(playlistUrl(stream)));
        assertThat(media).startsWith("https://video.example/live/" + live + "/480p/index.m3u8?g=r1&token=");
        playlist("r1", 2, "");

        String segment = lastLine(follow(media));
        lessons.object("hls/" + stream + "/r1/480p/segment_001.ts", Lessons.SEGMENT);

        assertThat(follow(segment)).isEqualTo(new String(Lessons.SEGMENT, UTF_8));
        String grant = UriComponentsBuilder.fromUriString(segment)
                .build()
                .getQueryParams()
                .getFirst("token");
        assertThat(tokens.verify(String.valueOf(grant)).orElseThrow().expires())
                .isAfter(Instant.now().plus(LONGEST.multipliedBy(2).minusMinutes(1)));
    }

    @Test
    void opensTheNewestRecordingAndGoesOnWithTheOneBefore() {
        recorded("r1");
        String token = awaitToken(stream, "web");
        byte[] second = recorded("r2");
        awaitText("?g=r2", () -> file("output.m3u8", token));

        file("enc.key?g=r2", token).expectBody(byte[].class).isEqualTo(second);
        assertThat(text("480p/index.m3u8?g=r1", token)).contains("segment_000.ts?g=r1");
    }

    @Test
    void tellsUnknownFromNotStarted() {
        String forged = forged(live);
        problem(token("trainer", "trainer", stream, ""), 404, "playback.lesson_unknown");
        problem(file("output.m3u8", forged), 404, "playback.lesson_unknown");

        begun();
        awaitText("playback.not_ready", () -> file("output.m3u8", forged));
        for (ResponseSpec early : List.of(token("trainer", "trainer", stream, ""), file("output.m3u8", forged))) {
            problem(early, 404, "playback.not_ready").expectHeader().exists("Retry-After");
        }
    }

    @Test
    void opensForItsTokenOnAKnownPageOnly() {
        recorded("r1");
        String token = awaitToken(stream, "web");
        String path = "/live/" + live + "/enc.key";

        problem(client.get().uri(path).exchange(), 403, "playback.token_missing");
        problem(file("enc.key", "x.y.z"), 403, "playback.token_invalid");
        problem(file("enc.key", ISSUER.token("trainer")), 403, "playback.token_invalid");
        problem(file("enc.key", forged(live + "0")), 403, "playback.token_invalid");
        problem(sent(path, token, "Origin", "https://evil.example"), 403, "playback.referrer_refused");
        problem(client.get().uri(path + "?token=" + token).exchange(), 403, "playback.token_invalid");
        problem(file("other.txt", token), 404, "resource.not_found");
    }

    @Test
    void endsWhenItsAuthorRevokesIt() {
        recorded("r1");
        String token = awaitToken(stream, "web");
        revoke("colleague").expectStatus().isForbidden();
        file("enc.key", token).expectStatus().isOk();

        revoke("author").expectStatus().isCreated();

        awaitStatus(410, () -> file("480p/segment_000.ts?g=r1", token));
        problem(file("enc.key", token), 410, "playback.revoked");
    }

    private ResponseSpec revoke(String caller) {
        return client.post()
                .uri("/api/revocations")
                .header("Authorization", "Bearer " + ISSUER.token(caller, "trainer"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"rel\":\"" + stream + "\"}")
                .exchange();
    }

    private void begun() {
        lessons.publish(new LiveChanged(live, 1, "author", true, true, List.of(stream)));
    }

    /** The live has a recording of which one segment is stored; its key. */
    private byte[] recorded(String recording) {
        begun();
        lessons.put(stream, recording, "output.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n480p/index.m3u8\n");
        playlist(recording, 1, "");
        lessons.object("hls/" + stream + "/" + recording + "/480p/segment_000.ts", Lessons.SEGMENT);
        byte[] key = keys.create(stream, recording).blockOptional().orElseThrow();
        lessons.publish(new LessonPlayable(stream, recording, 2, LONGEST.toSeconds(), null));
        return key;
    }

    private void playlist(String recording, int segments, String end) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < segments; i++) {
            text.append(TAIL.formatted(i));
        }
        lessons.put(stream, recording, "480p/index.m3u8", text + end);
    }

    private ResponseSpec file(String file, String token) {
        return get("/live/" + live + "/" + file, token);
    }

    private String text(String file, String token) {
        return Objects.requireNonNull(file(file, token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    /** As if it had been issued. */
    private String forged(String liveId) {
        Instant now = Instant.now();
        return tokens.issue(new PlaybackToken(
                Kind.OPENING, LivePlace.stream(liveId), "trainer", Platform.WEB, "s1", now, now.plusSeconds(60)));
    }
}
