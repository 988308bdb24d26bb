package dev.estrade.catalog.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.catalog.Replica;
import dev.estrade.catalog.Replica.Answer;
import dev.estrade.events.Event;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.test.EventSender;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lives from their start to what stays of them, in two replicas. */
class LivesIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final EventSender SENDER = new EventSender();
    private static final Map<String, String> SETTINGS = Replica.settings(ISSUER);
    private static Replica one;
    private static Replica two;

    private Lives lives;

    @BeforeAll
    static void start() {
        SETTINGS.put("ESTRADE_PUBLIC_URL", "https://video.example/");
        SETTINGS.put("ESTRADE_LIVE_MESSAGES_PER_MINUTE", "5");
        one = Replica.start(SETTINGS, ISSUER);
        two = Replica.start(SETTINGS, ISSUER);
    }

    @AfterAll
    static void end() {
        one.close();
        two.close();
        SENDER.close();
        ISSUER.close();
    }

    @BeforeEach
    void author() {
        lives = new Lives(one, SENDER);
    }

    @Test
    void showsALiveFromItsStart() {
        String id = lives.started("Test caméra");

        JsonNode post = lives.shown(id);

        assertThat(post.path("id").asString()).isEqualTo(id);
        assertThat(post.path("live_id").asString()).isEqualTo(id);
        assertThat(post.path("kind").asString()).isEqualTo("live");
        assertThat(post.path("live_status").asString()).isEqualTo("live");
        assertThat(post.path("author").asString()).isEqualTo(lives.author);
        assertThat(post.path("content").asString()).isEqualTo("Test caméra");
        assertThat(Instant.parse(post.path("started_at").asString()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(post.path("recorded_at").isNull()).isTrue();
        assertThat(post.path("viewers").asInt()).isZero();
        assertThat(post.path("messages").isEmpty()).isTrue();
        assertThat(post.path("media_files").isEmpty()).isTrue();
        assertThat(post.path("stream_rel").asString()).isEqualTo("live/live/" + id + "/stream");
        assertThat(post.path("stream_url").asString()).isEqualTo("https://video.example/live/" + id + "/output.m3u8");
        assertThat(Lives.told(id))
                .containsExactly(new LiveChanged(id, 0, lives.author, true, true, List.of(LivePlace.stream(id))));
    }

    @Test
    void refusesWhoMayNotStartAndWhatSaysNothing() {
        assertThat(start("{\"content\": \"x\"}", "l", "learner").code()).isEqualTo("auth.forbidden");
        assertThat(start("{\"content\": \" \"}", "t", "trainer").code()).isEqualTo("request.invalid");
        assertThat(start("{}", "t", "trainer").status()).isEqualTo(400);
        assertThat(start("{\"content\": \"" + "x".repeat(5001) + "\"}", "t", "trainer")
                        .status())
                .isEqualTo(400);
        assertThat(start("{\"content\": \"x\", \"user_id\": \"other\"}", "t", "trainer")
                        .status())
                .isEqualTo(403);
        assertThat(start("{\"content\": \"x\", \"user_id\": \"other\"}", "next-js", "service")
                        .json()
                        .path("author")
                        .asString())
                .isEqualTo("other");
        assertThat(one.get("/api/posts/" + UUID.randomUUID(), "t").code()).isEqualTo("post.unknown");
    }

    @Test
    void stopsWithoutMediaOnceWhateverIsSaidAfter() {
        String id = lives.started("Sans caméra");
        assertThat(one.call("PUT", "/api/posts/live/" + id + "/stop", "", "stranger", "trainer")
                        .code())
                .isEqualTo("post.not_author");
        assertThat(lives.stop(UUID.randomUUID().toString(), "").code()).isEqualTo("post.unknown");

        Answer stopped = lives.stopped(id);

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().path("live_status").asString()).isEqualTo("ended");
        assertThat(Instant.parse(stopped.json().path("recorded_at").asString()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(lives.stop(id, "{\"video_data\": {\"url\": \"https://else.example/film.mp4\"}}")
                        .json())
                .isEqualTo(stopped.json());
        assertThat(lives.stop(id, "{\"video_data\": null}").status()).isEqualTo(200);
        assertThat(Lives.told(id))
                .filteredOn(LiveStopped.class::isInstance)
                .singleElement()
                .isEqualTo(new LiveStopped(id, stopVersion(id), stopId(id), lives.author, null, false));
    }

    @Test
    void asksOnceWhenSeveralStopAtOnce() {
        String id = lives.started("Ensemble");
        List<CompletableFuture<Answer>> stopping =
                IntStream.range(0, 8).mapToObj(i -> lives.stopping(id, "{}")).toList();
        lives.accept(id, lives.awaitAsked(id), null);

        assertThat(stopping)
                .allSatisfy(answer -> assertThat(
                                answer.join().json().path("live_status").asString())
                        .isEqualTo("ended"));
        assertThat(Lives.told(id)).filteredOn(LiveStopped.class::isInstance).hasSize(1);
    }

    @Test
    void staysOpenWithABlobAloneAndIsSavedWithTheFilm() {
        String id = lives.started("Le cours");
        CompletableFuture<Answer> blob = lives.stopping(
                id, "{\"video_data\": {\"url\": \"blob:https://shop.example/1\", \"duration\": 90, \"size\": 4711}}");
        String first = lives.awaitAsked(id);
        assertThat(lives.status(id)).isEqualTo("saving");
        lives.refuse(id, first, "recording.unreachable_url");

        assertThat(blob.join().status()).isEqualTo(422);
        assertThat(blob.join().code()).isEqualTo("recording.unreachable_url");
        assertThat(lives.status(id)).isEqualTo("live");

        String film = UUID.randomUUID().toString();
        CompletableFuture<Answer> retried = lives.stopping(
                id, "{\"video_data\": {\"url\": \"https://video.example/media/videos/" + film + ".mp4\"}}");
        String second = lives.awaitAsked(id);
        lives.accept(id, first, null, "late");
        lives.accept(
                id,
                second,
                new ClaimedUpload(film, lives.rel(id, film), "f.mp4", "videos/" + film, "e", 700, "mp4"),
                film);

        JsonNode post = retried.join().json();
        assertThat(post.path("live_status").asString()).isEqualTo("saving");
        assertThat(post.path("media_files").size()).isEqualTo(1);
        assertThat(Lives.told(id))
                .filteredOn(LiveStopped.class::isInstance)
                .extracting(event -> ((LiveStopped) event).uploadId())
                .containsExactly(null, film);
        lives.ready(id, film);
        lives.awaitStatus(id, "saved");
    }

    @Test
    void refusesAForeignFilmWithoutAsking() {
        String id = lives.started("Ailleurs");

        Answer refused = lives.stop(id, "{\"video_data\": {\"url\": \"https://else.example/film.mp4\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("recording.unreachable_url");
        assertThat(lives.status(id)).isEqualTo("live");
        assertThat(Lives.told(id)).noneMatch(LiveStopped.class::isInstance);
    }

    @Test
    void saysWhatIsWrongWithTheFilm() {
        String id = lives.started("Pas un film");
        CompletableFuture<Answer> stopping =
                lives.stopping(id, "{\"video_data\": {\"video_id\": \"" + UUID.randomUUID() + "\"}}");
        lives.refuse(id, lives.awaitAsked(id), "upload.not_media");

        assertThat(stopping.join().status()).isEqualTo(422);
        assertThat(stopping.join().code()).isEqualTo("upload.not_media");
        assertThat(lives.status(id)).isEqualTo("live");
    }

    @Test
    void goesOnInTheBackgroundWhenNobodyAnswers() {
        String id = lives.started("Lent");
        Instant asked = Instant.now();

        Answer patient = lives.stop(id, "");

        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(15));
        assertThat(patient.status()).isEqualTo(200);
        assertThat(patient.json().path("live_status").asString()).isEqualTo("saving");
        lives.accept(id, lives.awaitAsked(id), null);
        lives.awaitStatus(id, "ended");
    }

    @Test
    void becomesAVideoInTheFeedAndTheLibraryAndIsToldOfOnce() {
        String id = lives.started("Test caméra");
        String recording = Lives.recording();
        lives.recordingStarted(id, recording);
        lives.recordingEnded(id, recording, 7, true);
        String asked = lives.awaitAsked(id);
        assertThat(lives.shown(id).path("media_files").size()).isEqualTo(1);
        lives.accept(id, asked, null, recording);
        lives.awaitShown(id, post -> !post.path("recorded_at").isNull());
        assertThat(lives.status(id)).isEqualTo("saving");
        assertThat(lives.shown(id).at("/media_files/0/size").asLong()).isEqualTo(70);
        assertThat(lives.shown(id).at("/media_files/0/status").asString()).isEqualTo("queued");
        assertThat(lives.shown(id).at("/media_files/0/duration").isNull()).isTrue();
        lives.assembled(id, recording, 4711);
        lives.tell(new LessonPlayable(lives.rel(id, recording), recording, 5, 90.5, null));
        lives.ready(id, recording);
        lives.ready(id, recording);
        lives.tell(new LessonReady(LivePlace.stream(id), recording, 3, 90, List.of(), lives.author, null));

        lives.awaitShown(
                id,
                post -> post.at("/media_files/0/status").asString().equals("ready")
                        && post.at("/media_files/0/size").asLong() == 4711);
        JsonNode post = lives.shown(id);
        assertThat(post.path("live_status").asString()).isEqualTo("saved");
        JsonNode file = post.at("/media_files/0");
        String playlist = "https://video.example/hls2/" + lives.rel(id, recording) + "/output.m3u8";
        assertThat(file.path("id").asString()).isEqualTo(recording);
        assertThat(file.path("title").asString()).isEqualTo("Vidéo du live - Test caméra");
        assertThat(file.path("description").asString()).isEqualTo("Vidéo enregistrée du live 'Test caméra'");
        assertThat(file.path("file_type").asString()).isEqualTo("video");
        assertThat(file.path("file_url").asString()).isEqualTo(playlist);
        assertThat(file.path("duration").asDouble()).isEqualTo(90.5);
        assertThat(file.path("user").asString()).isEqualTo(lives.author);
        assertThat(file.path("is_live_recording").asBoolean()).isTrue();
        assertThat(file.path("live_post").asString()).isEqualTo(id);
        assertThat(file.path("rel").asString())
                .isEqualTo(lives.rel(id, recording).toString());

        JsonNode item = awaitItem(recording);
        assertThat(item.path("title").asString()).isEqualTo("Vidéo du live - Test caméra");
        assertThat(item.path("public_url").asString()).isEqualTo(playlist);
        assertThat(item.path("is_live_recording").asBoolean()).isTrue();
        assertThat(item.path("live_post").asString()).isEqualTo(id);
        assertThat(item.path("size").asLong()).isEqualTo(4711);

        await().atMost(Lives.PATIENCE).until(() -> notifications().size() > 0);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        JsonNode told = notifications();
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.at("/0/type").asString()).isEqualTo("recording.saved");
        assertThat(told.at("/0/text").asString()).contains("“Test caméra”");
        assertThat(told.at("/0/data/live_id").asString()).isEqualTo(id);
        assertThat(told.at("/0/data/url").asString()).isEqualTo(playlist);
        List<Event> events = Lives.told(id);
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(LiveChanged.class, changed -> {
            assertThat(changed.open()).isFalse();
            assertThat(changed.listed()).isTrue();
            assertThat(changed.rels()).containsExactly(LivePlace.stream(id), lives.rel(id, recording));
        });
        assertThat(events).extracting(Event::version).isSorted();
    }

    @Test
    void hasFailedWhenNothingOfItPlays() {
        String id = lives.started("Perdu");
        String first = Lives.recording();
        String second = Lives.recording();
        lives.stopped(id, first, second);
        lives.failed(id, first);
        lives.awaitShown(id, post -> post.at("/media_files/0/status").asString().equals("failed"));
        assertThat(lives.status(id)).isEqualTo("saving");
        lives.failed(id, second);
        lives.awaitStatus(id, "failed");
        await().atMost(Lives.PATIENCE).until(() -> notifications().size() == 2);
        assertThat(notifications().at("/0/type").asString()).isEqualTo("lesson.failed");
        assertThat(notifications().at("/0/text").asString())
                .startsWith("The recording of the live “Perdu” could not be converted.");
    }

    @Test
    void hasEndedWhenNothingArrivedOfItsRecording() {
        String id = lives.started("Rien");
        String recording = Lives.recording();
        assertThat(lives.stopped(id, recording).json().path("live_status").asString())
                .isEqualTo("saving");
        lives.recordingEnded(id, recording, 0, true);
        lives.awaitStatus(id, "ended");
    }

    @Test
    void countsItsViewersWhereverTheyCome() {
        String id = lives.started("Public");
        List<CompletableFuture<Answer>> joins = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> view(i % 2 == 0 ? one : two, id, "v" + i, "join")))
                .toList();
        assertThat(joins)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));

        JsonNode figures = view(two, id, "v0", "heartbeat").json();
        assertThat(figures.path("viewers").asInt()).isEqualTo(24);
        assertThat(figures.path("viewers_peak").asInt()).isEqualTo(24);
        for (int i = 0; i < 5; i++) {
            view(one, id, "v" + i, "leave");
        }
        view(one, id, "v7", "join");
        assertThat(view(one, id, "never", "leave").json().path("viewers").asInt())
                .isEqualTo(19);
        assertThat(lives.shown(id).path("viewers").asInt()).isEqualTo(19);
        assertThat(lives.shown(id).path("viewers_peak").asInt()).isEqualTo(24);

        lives.stopped(id);

        assertThat(lives.shown(id).path("viewers").asInt()).isEqualTo(24);
        assertThat(view(one, id, "late", "join").code()).isEqualTo("post.live_over");
        assertThat(view(one, id, "v9", "leave").json().path("viewers_total").asInt())
                .isEqualTo(24);
        assertThat(view(one, id, "v9", "dance").code()).isEqualTo("request.invalid");
        assertThat(view(one, "none", "v9", "join").code()).isEqualTo("post.unknown");
    }

    @Test
    void keepsWhatIsSaid() {
        String id = lives.started("Discussion");
        for (int i = 0; i < 5; i++) {
            Answer said = say(id, "learner-" + i + id, "Message " + i);
            assertThat(said.status()).isEqualTo(201);
            assertThat(said.json().path("user").asString()).isEqualTo("learner-" + i + id);
        }

        JsonNode post = lives.shown(id);
        assertThat(post.path("messages_count").asInt()).isEqualTo(5);
        assertThat(contents(post.path("messages")))
                .containsExactly("Message 0", "Message 1", "Message 2", "Message 3", "Message 4");
        JsonNode first = messages(id, "?limit=3");
        assertThat(contents(first.path("data"))).containsExactly("Message 4", "Message 3", "Message 2");
        JsonNode second =
                messages(id, "?limit=3&cursor=" + first.path("next_cursor").asString());
        assertThat(contents(second.path("data"))).containsExactly("Message 1", "Message 0");
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(say(id, "x" + id, " ").code()).isEqualTo("request.invalid");
        lives.stopped(id);
        assertThat(say(id, "x" + id, "Trop tard").code()).isEqualTo("post.live_over");
        assertThat(lives.shown(id).path("messages").size()).isEqualTo(5);
    }

    @Test
    void limitsWhatOnePersonSays() {
        String id = lives.started("Bavard");
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> say(id, "talker" + id, "m"))
                .map(Answer::status)
                .toList();

        assertThat(statuses).startsWith(201, 201, 201, 201, 201).endsWith(429);
        assertThat(say(id, "talker" + id, "m").code()).isEqualTo("post.rate_limited");
        assertThat(say(id, "other" + id, "m").status()).isEqualTo(201);
    }

    /** The third replica ends what is older than a second, the others' settings say twelve hours. */
    @Test
    void endsALiveThatEverybodyForgotUnlessItIsRecorded() {
        String forgotten = lives.started("Oublié");
        String recorded = lives.started("Enregistré");
        lives.recordingStarted(recorded, Lives.recording());
        await().atMost(Lives.PATIENCE).until(() -> lives.post(recorded).isRecorded());
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("ESTRADE_LONGEST_LIVE", "1s");
        try (Replica sweeping = Replica.start(settings, ISSUER)) {
            lives.accept(forgotten, lives.awaitAsked(forgotten), null);
            lives.awaitStatus(forgotten, "ended");
        }
        assertThat(lives.status(recorded)).isEqualTo("live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "cursor=x"})
    void refusesAFaultyQuery(String query) {
        String id = lives.started("Question");
        assertThat(one.get("/api/posts?" + query, "x").code()).isEqualTo("request.invalid");
        assertThat(one.get("/api/posts/live/" + id + "/messages?" + query, "x").code())
                .isEqualTo("request.invalid");
    }

    private static Answer start(String body, String user, String role) {
        return one.call("POST", "/api/posts/live", body, user, role);
    }

    private String stopId(String id) {
        Stop stop = lives.post(id).life().stop();
        return stop == null ? "" : stop.id();
    }

    private static long stopVersion(String id) {
        return Lives.told(id).stream()
                .filter(LiveStopped.class::isInstance)
                .mapToLong(Event::version)
                .sum();
    }

    private static Answer view(Replica at, String id, String user, String action) {
        return at.call("POST", "/api/posts/live/" + id + "/viewers", "{\"action\": \"" + action + "\"}", user);
    }

    private static Answer say(String id, String user, String text) {
        return two.call(
                "POST", "/api/posts/live/" + id + "/messages", "{\"content\": \"" + text + "\"}", user, "learner");
    }

    private static JsonNode messages(String id, String query) {
        return one.get("/api/posts/live/" + id + "/messages/" + query, "learner")
                .json();
    }

    private static List<String> contents(JsonNode messages) {
        return messages.valueStream()
                .map(message -> message.path("content").asString())
                .toList();
    }

    private JsonNode notifications() {
        return one.get("/api/notifications", lives.author).json().path("data");
    }

    private JsonNode awaitItem(String id) {
        return await().atMost(Lives.PATIENCE)
                .until(() -> one.get("/api/media/" + id, lives.author), answer -> answer.status() == 200)
                .json();
    }
}
