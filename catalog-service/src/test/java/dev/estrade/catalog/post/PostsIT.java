package dev.estrade.catalog.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.catalog.Replica;
import dev.estrade.catalog.Replica.Answer;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.MediaDeleted;
import dev.estrade.events.MediaSaved;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.test.EventSender;
import dev.estrade.test.Issuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The feed, and what becomes of posts' media. */
class PostsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final EventSender SENDER = new EventSender();
    private static Replica service;

    private Lives lives;

    @BeforeAll
    static void start() {
        service = Replica.start(Replica.settings(ISSUER), ISSUER);
    }

    @AfterAll
    static void end() {
        service.close();
        SENDER.close();
        ISSUER.close();
    }

    @BeforeEach
    void author() {
        lives = new Lives(service, SENDER);
    }

    @Test
    void listsNewestFirstByPages() {
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> lives.started("Live " + i)).toList();

        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode found =
                    service.get("/api/posts/?limit=2" + cursor, "learner").json();
            found.path("data").forEach(post -> seen.add(post.path("id").asString()));
            cursor = "&cursor=" + found.path("next_cursor").asString();
        }

        List<String> newest = new ArrayList<>(ids);
        Collections.reverse(newest);
        assertThat(seen).hasSize(6).startsWith(newest.toArray(String[]::new));
    }

    @Test
    void deletesWhatHasNoMedia() {
        String id = lives.started("Rien");
        assertThat(lives.delete(id, "").code()).isEqualTo("post.live_running");
        lives.stopped(id);
        assertThat(service.call("DELETE", "/api/posts/" + id, "", "stranger", "trainer")
                        .code())
                .isEqualTo("post.not_author");
        assertThat(lives.delete(id, "?media=perhaps").code()).isEqualTo("request.invalid");

        assertThat(lives.delete(id, "").status()).isEqualTo(204);

        assertThat(service.get("/api/posts/" + id, lives.author).code()).isEqualTo("post.unknown");
        assertThat(lives.delete(id, "/").status()).as("again").isEqualTo(204);
        assertThat(service.get("/api/posts?limit=100", "x").body()).doesNotContain(id);
        assertThat(lives.stop(id, "").code()).isEqualTo("post.unknown");
        assertThat(service.get("/api/posts/live/" + id + "/messages", "x").code())
                .isEqualTo("post.unknown");
    }

    @Test
    void deletesMediaOnlyWhenItIsTold() {
        String id = saved("Deux choses");
        String recording = recordingOf(id);
        assertThat(lives.delete(id, "").code()).isEqualTo("post.has_media");
        assertThat(lives.status(id)).isEqualTo("saved");

        assertThat(lives.delete(id, "?media=delete").status()).isEqualTo(204);

        assertThat(service.get("/api/media/" + recording, lives.author).code()).isEqualTo("media.unknown");
        assertThat(Lives.told(id))
                .contains(changedTo(id))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                GenerationsRemoved.class,
                                removed -> assertThat(removed.generations())
                                        .containsExactly(
                                                new RemovedGeneration(lives.rel(id, recording), recording),
                                                new RemovedGeneration(LivePlace.stream(id), recording))));
        lives.assembled(id, recording, 10);
        lives.ready(id, recording);
        String other = saved("Après");
        assertThat(service.get("/api/media/" + recording, lives.author).code()).isEqualTo("media.unknown");
        assertThat(service.get("/api/posts/" + other, lives.author).status()).isEqualTo(200);
    }

    @Test
    void leavesMediaToTheLibrary() {
        String id = saved("À garder");
        String recording = recordingOf(id);

        assertThat(lives.delete(id, "?media=keep").status()).isEqualTo(204);

        assertThat(service.get("/api/posts/" + id, lives.author).code()).isEqualTo("post.unknown");
        assertThat(service.get("/api/media/" + recording, lives.author).status())
                .isEqualTo(200);
        assertThat(Lives.told(id))
                .contains(changedTo(id, recording))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                GenerationsRemoved.class,
                                removed -> assertThat(removed.generations())
                                        .containsExactly(new RemovedGeneration(LivePlace.stream(id), recording))));

        assertThat(service.call("DELETE", "/api/media/" + recording, "", lives.author)
                        .status())
                .isEqualTo(204);
        lives.tell(new GenerationErased(lives.rel(id, recording), recording, 12));
        await().atMost(Lives.PATIENCE).until(() -> Lives.told(id).contains(changedTo(id)));
    }

    @Test
    void losesWhatItsAuthorDeletesInTheLibrary() {
        String id = saved("Un seul");
        String recording = recordingOf(id);

        assertThat(service.call("DELETE", "/api/media/" + recording, "", lives.author)
                        .status())
                .isEqualTo(204);
        lives.tell(new GenerationErased(LivePlace.stream(id), recording, 3));
        lives.tell(new GenerationErased(lives.rel(id, recording), recording, 12));

        lives.awaitStatus(id, "ended");
        assertThat(lives.shown(id).path("media_files").isEmpty()).isTrue();
        await().atMost(Lives.PATIENCE)
                .until(() -> Lives.told(id).stream()
                        .filter(LiveChanged.class::isInstance)
                        .map(LiveChanged.class::cast)
                        .reduce((earlier, last) -> last)
                        .filter(last -> !last.rels().contains(lives.rel(id, recording)))
                        .isPresent());
        assertThat(Lives.told(id))
                .filteredOn(GenerationsRemoved.class::isInstance)
                .hasSize(1);
        assertThat(Lives.told(recording)).noneMatch(MediaDeleted.class::isInstance);
    }

    /** What a crash left between the post and the library. */
    @Test
    void clearsTheLibraryOfWhatIsErased() {
        String id = saved("Effacé");
        String recording = recordingOf(id);

        lives.tell(new GenerationErased(lives.rel(id, recording), recording, 12));

        await().atMost(Lives.PATIENCE)
                .until(() ->
                        service.get("/api/media/" + recording, lives.author).status() == 404);
    }

    @Test
    void deletesASavedFilmThatIsARecordingAsWhatItIs() {
        String id = lives.started("Film");
        String film = UUID.randomUUID().toString();
        String key = "videos/" + film + ".mp4";
        lives.tell(new MediaSaved(
                film,
                4,
                lives.author,
                "video",
                key,
                "https://cdn.example/" + key,
                "Mon titre",
                "",
                "video/mp4",
                7,
                null,
                null));
        await().atMost(Lives.PATIENCE)
                .until(() -> service.get("/api/media/" + film, lives.author).status() == 200);
        CompletableFuture<Answer> stopping = lives.stopping(id, "{\"video_data\": {\"file_key\": \"" + key + "\"}}");
        ClaimedUpload pinned = new ClaimedUpload(film, lives.rel(id, film), "f.mp4", key, "e", 7, "mp4");
        lives.accept(id, lives.awaitAsked(id), pinned, film);
        assertThat(stopping.join().status()).isEqualTo(200);
        JsonNode item = await().atMost(Lives.PATIENCE)
                .until(
                        () -> service.get("/api/media/" + film, lives.author).json(),
                        found -> found.path("is_live_recording").asBoolean());
        assertThat(item.path("title").asString()).isEqualTo("Mon titre");
        assertThat(item.path("public_url").asString()).isEqualTo("https://cdn.example/" + key);

        assertThat(lives.delete(id, "?media=delete").status()).isEqualTo(204);

        assertThat(service.get("/api/media/" + film, lives.author).code()).isEqualTo("media.unknown");
        assertThat(Lives.told(film)).anyMatch(MediaDeleted.class::isInstance);
    }

    private LiveChanged changedTo(String id, String... recordings) {
        long version = Lives.told(id).stream()
                .filter(event -> event instanceof LiveChanged changed
                        && !changed.listed()
                        && changed.rels().size() == recordings.length)
                .mapToLong(Event::version)
                .findFirst()
                .orElse(-1);
        return new LiveChanged(
                id,
                version,
                lives.author,
                false,
                false,
                List.of(recordings).stream()
                        .map(recording -> lives.rel(id, recording))
                        .toList());
    }

    /** Over, with one recording that plays. */
    @Test
    void takesStreamsAwayWhenTheirRecordingsAreReady() {
        String ready = saved("Prêt");
        String recording = recordingOf(ready);
        String failed = lives.started("Perdu");
        lives.stopped(failed, Lives.recording());
        assertThat(lives.shown(ready).path("stream_url").asString()).endsWith("/live/" + ready + "/output.m3u8");
        StreamSweep sweep = service.bean(StreamSweep.class);

        sweep.run(Instant.now().plusSeconds(1)).block();
        sweep.run(Instant.now().plusSeconds(1)).block();

        assertThat(Lives.told(ready))
                .filteredOn(GenerationsRemoved.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        GenerationsRemoved.class,
                        removed -> assertThat(removed.generations())
                                .containsExactly(new RemovedGeneration(LivePlace.stream(ready), recording)));
        assertThat(lives.status(ready)).isEqualTo("saved");
        assertThat(lives.shown(ready).path("stream_url").asString("")).isEmpty();
        assertThat(lives.shown(failed).path("stream_url").asString()).isNotEmpty();
    }

    private String saved(String content) {
        String id = lives.started(content);
        String recording = Lives.recording();
        lives.stopped(id, recording);
        lives.recordingEnded(id, recording, 3, true);
        lives.assembled(id, recording, 100);
        lives.ready(id, recording);
        lives.awaitStatus(id, "saved");
        await().atMost(Lives.PATIENCE)
                .until(() ->
                        service.get("/api/media/" + recording, lives.author).status() == 200);
        return id;
    }

    private String recordingOf(String id) {
        return lives.shown(id).at("/media_files/0/id").asString();
    }
}
