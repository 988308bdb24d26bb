package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.MediaDeleted;
import dev.estrade.events.MediaSaved;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.test.EventSender;
import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What upload-service tells, as people see it: saved media, and lessons that came by form. The service ends with the
 * class: it would answer the events of other tests too.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LibraryIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Duration READING = Duration.ofSeconds(3);

    private static EventSender sender;

    private final String owner = "u-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Map<String, String> settings = Infra.running().settings();
        settings.remove("ESTRADE_ISSUER_URI");
        settings.put("ESTRADE_JWK_SET_URI", ISSUER.jwkSetUri());
        Infra.register(registry, settings);
    }

    @BeforeAll
    static void open() {
        sender = new EventSender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        ISSUER.close();
    }

    @BeforeEach
    void connect() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Test
    void showsWhatWasSavedToItsOwnerAndToAdmins() {
        String id = saved("photo", "La mer", 1);

        JsonNode item = json(get("/api/media/" + id + "/", owner));

        assertThat(item.path("kind").asString()).isEqualTo("photo");
        assertThat(item.path("file_key").asString()).isEqualTo("photos/" + id + ".jpg");
        assertThat(item.path("public_url").asString()).startsWith("https://cdn.example/");
        assertThat(item.path("content_type").asString()).isEqualTo("image/jpeg");
        assertThat(item.path("size").asLong()).isEqualTo(7);
        assertThat(item.path("user").asString()).isEqualTo(owner);
        assertThat(Instant.parse(item.path("created_at").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(item.path("cover_url").isNull()).isTrue();
        get("/api/media/" + id, "root", "admin").expectStatus().isOk();
        get("/api/media/" + id + "?user_id=" + owner, "next-js", "service")
                .expectStatus()
                .isOk();
        problem(get("/api/media/" + id + "?user_id=" + owner, "stranger"), 403, "auth.forbidden");
        problem(get("/api/media/" + id, "stranger"), 404, "media.unknown");
        problem(client.get().uri("/api/media").exchange(), 401, "auth.unauthenticated");
    }

    @Test
    void waitsForAnEventThatIsOnItsWayBeforeItSaysUnknown() {
        Instant asked = Instant.now();
        problem(get("/api/media/" + UUID.randomUUID(), owner), 404, "media.unknown");
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
    }

    @Test
    void listsNewestFirstByPages() {
        for (int i = 1; i <= 5; i++) {
            awaitShown(saved(i % 2 == 0 ? "photo" : "video", "Titre " + i, 1));
        }

        JsonNode first = json(get("/api/media?limit=2", owner));
        JsonNode second = json(
                get("/api/media/?limit=2&cursor=" + first.path("next_cursor").asString(), owner));
        JsonNode third = json(
                get("/api/media?limit=2&cursor=" + second.path("next_cursor").asString(), owner));

        assertThat(titles(first)).containsExactly("Titre 5", "Titre 4");
        assertThat(titles(second)).containsExactly("Titre 3", "Titre 2");
        assertThat(titles(third)).containsExactly("Titre 1");
        assertThat(third.path("next_cursor").isNull()).isTrue();
        assertThat(titles(json(get("/api/media?kind=photo", owner)))).containsExactly("Titre 4", "Titre 2");
        assertThat(titles(json(get("/api/media?q=TITRE 3", owner)))).containsExactly("Titre 3");
        assertThat(titles(json(get("/api/media?q=.", owner)))).isEmpty();
        assertThat(titles(json(get("/api/media", "stranger")))).isEmpty();
        assertThat(titles(json(get("/api/media?limit=100", "root", "admin")))).contains("Titre 1", "Titre 5");
        assertThat(titles(json(get("/api/media?user_id=" + owner, "root", "admin"))))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "cursor=x", "kind=film"})
    void refusesAFaultyQuery(String query) {
        problem(get("/api/media?" + query, owner), 400, "request.invalid");
    }

    @Test
    void deletesForGood() {
        String id = saved("video", "Le film", 4);
        awaitShown(id);
        problem(delete(id, "stranger"), 404, "media.unknown");

        delete(id, owner).expectStatus().isNoContent();

        problem(get("/api/media/" + id, owner), 404, "media.unknown");
        assertThat(titles(json(get("/api/media", owner)))).isEmpty();
        delete(id, owner).expectStatus().isNoContent();
        save(id, "video", "Revenant", 9);
        awaitShown(saved("photo", "Un autre", 1));
        assertThat(titles(json(get("/api/media", owner)))).containsExactly("Un autre");
        assertThat(PublishedEvents.of(Topics.CATALOG, id, READING))
                .extracting(Published::event)
                .singleElement()
                .isInstanceOfSatisfying(
                        MediaDeleted.class, event -> assertThat(event.ownerId()).isEqualTo(owner));
    }

    @Test
    void makesACourseOfLessonsThatCameByForm() {
        String course = "course-" + UUID.randomUUID();
        lesson(course, "m1", "l1", "v1");
        awaitLesson(course, 0, "v1", "queued");
        lesson(course, "m2", "l1", "v2");
        sender.send(
                id(), new LessonReady(new Rel("trainer", course, "m1", "l1"), "v1", 5, 60, List.of(), "trainer", null));
        awaitLesson(course, 0, "v1", "ready");

        lesson(course, "m1", "l1", "v3");
        sender.send(
                id(), new LessonReady(new Rel("trainer", course, "m1", "l1"), "v1", 9, 60, List.of(), "trainer", null));
        sender.send(
                id(), new LessonReady(new Rel("trainer", course, "m2", "l1"), "v2", 5, 60, List.of(), "trainer", null));
        awaitLesson(course, 1, "v2", "ready");

        JsonNode seen = json(get("/api/formations/" + course, owner));
        assertThat(seen.path("title").asString()).isEqualTo(course);
        assertThat(seen.path("status").asString()).isEqualTo("processing");
        assertThat(seen.at("/modules/0/videos/0/videoId").asString()).isEqualTo("v3");
        assertThat(seen.at("/modules/0/videos/0/status").asString()).isEqualTo("queued");
        List<Event> published = PublishedEvents.of(Topics.CATALOG, course, READING).stream()
                .map(Published::event)
                .toList();
        assertThat(published).hasSize(3).allMatch(FormationPublished.class::isInstance);
        assertThat(((FormationPublished) published.get(2)).lessons()).hasSize(2);
        assertThat(published).extracting(Event::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void leavesAnothersCourseAlone() {
        String course = "course-" + UUID.randomUUID();
        lesson(course, "m1", "l1", "v1");
        awaitLesson(course, 0, "v1", "queued");
        Rel rel = new Rel("trainer", course, "m1", "l1");
        sender.send(id(), new LessonUploaded(1, "stranger", upload(rel, "v2")));
        sender.send(id(), new LessonUploaded(1, owner, upload(rel, "v3")));
        awaitLesson(course, 0, "v3", "queued");

        problem(get("/api/formations/" + course, "stranger"), 404, "formation.unknown");
        assertThat(PublishedEvents.of(Topics.CATALOG, course, READING)).hasSize(2);
    }

    private void lesson(String course, String module, String lesson, String videoId) {
        LessonUploaded event =
                new LessonUploaded(1, owner, upload(new Rel("trainer", course, module, lesson), videoId));
        String id = id();
        sender.send(id, event);
        sender.send(id, event);
    }

    private static ClaimedUpload upload(Rel rel, String videoId) {
        return new ClaimedUpload(videoId, rel, "film.mp4", "uploads/videos/" + videoId + ".mp4", "e", 1, "mp4");
    }

    private String saved(String kind, String title, long version) {
        String id = id();
        save(id, kind, title, version);
        return id;
    }

    private void save(String id, String kind, String title, long version) {
        boolean photo = kind.equals("photo");
        String key = kind + "s/" + id + (photo ? ".jpg" : ".mp4");
        String type = photo ? "image/jpeg" : "video/mp4";
        sender.send(
                id(),
                new MediaSaved(
                        id, version, owner, kind, key, "https://cdn.example/" + key, title, "", type, 7, null, null));
    }

    private void awaitShown(String id) {
        await(() -> get("/api/media/" + id, owner)
                        .returnResult(Void.class)
                        .getStatus()
                        .value()
                == 200);
    }

    private void awaitLesson(String course, int module, String videoId, String status) {
        await(() -> {
            ResponseSpec answer = get("/api/formations/" + course, owner);
            byte[] body = answer.expectBody().returnResult().getResponseBody();
            JsonNode lesson = JsonMapper.shared().readTree(body).at("/modules/" + module + "/videos/0");
            return lesson.path("videoId").asString("").equals(videoId)
                    && lesson.path("status").asString("").equals(status);
        });
    }

    private static void await(Supplier<Boolean> claim) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(claim::get);
    }

    private static List<String> titles(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }

    private ResponseSpec get(String path, String user, String... roles) {
        return call(HttpMethod.GET, path, user, roles);
    }

    private ResponseSpec delete(String id, String user) {
        return call(HttpMethod.DELETE, "/api/media/" + id, user);
    }

    private ResponseSpec call(HttpMethod method, String path, String user, String... roles) {
        return client.method(method)
                .uri(path)
                .header("Authorization", "Bearer " + ISSUER.token(user, roles))
                .exchange();
    }

    private static JsonNode json(ResponseSpec answer) {
        byte[] body = answer.expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    private static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status);
        answer.expectBody().jsonPath("$.code").isEqualTo(code);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
