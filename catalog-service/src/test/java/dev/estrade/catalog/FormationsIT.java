package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.catalog.Client.Answer;
import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.Event;
import dev.estrade.events.EventType;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What people do with formations. The service ends with the class: it would answer the events of other tests too. */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FormationsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Duration READING = Duration.ofSeconds(2);
    private static @Nullable UploadsStandIn standIn;

    private final String owner = "trainer-" + UUID.randomUUID();
    private final String learner = "learner-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private UploadsStandIn uploads;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ReactiveMongoOperations mongo;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Map<String, String> settings = Infra.running().settings();
        settings.remove("ESTRADE_ISSUER_URI");
        settings.put("ESTRADE_JWK_SET_URI", ISSUER.jwkSetUri());
        Infra.register(registry, settings);
        registry.add("ESTRADE_KEEP_REPLACED_VIDEOS", () -> "1s");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (standIn != null) {
            standIn.close();
        }
        ISSUER.close();
    }

    private Client as(String user, String... roles) {
        return new Client(port, ISSUER, user, roles);
    }

    private Client trainer() {
        return as(owner, "trainer");
    }

    /** The topics exist from when the service has started. */
    @BeforeEach
    void open() {
        if (standIn == null) {
            standIn = new UploadsStandIn();
        }
        uploads = standIn;
    }

    @Test
    void refusesWholeWhatOneVideoCannotJoin() {
        Answer refused = trainer().post("/api/formations", """
                {"title": "C", "presentationVideoId": "bad-p", "modules": [
                  {"title": "M", "videos": [{"title": "L", "videoId": "ok"}]},
                  {"title": "M", "videos": [{"title": "L", "videoId": "ok-2"}, {"title": "L", "videoId": "bad-1"}]}]}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("formation.uploads_refused");
        assertThat(refused.faults()).containsExactlyInAnyOrder("modules[1].videos[1].videoId", "presentationVideoId");
        assertThat(trainer().get("/api/formations").body().path("data")).isEmpty();
    }

    @Test
    void changesWithTheTagThatWasRead() {
        Answer created = create("v1", "v2");
        String path = path(created);
        String first = created.tag();

        assertThat(trainer().send("PATCH", path, "{}").join().status()).isEqualTo(428);
        Answer renamed = trainer().patch(path, first, "{\"title\": \"Neuer Titel\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.tag()).isNotEqualTo(first);
        Answer stale = trainer().patch(path, first, "{\"title\": \"Zu spät\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("formation.edition_stale");
        Answer faulty = trainer().patch(path, renamed.tag(), "{\"modules\": [{\"title\": \"\", \"videos\": []}]}");
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faults()).containsExactly("modules[0].title");
        assertThat(trainer().get(path).body().path("title").asString()).isEqualTo("Neuer Titel");
    }

    @Test
    void replacesAVideoWholeOrNotAtAll() {
        Answer created = create("v1");
        String lesson = created.body().at("/modules/0/videos/0/id").asString();
        String video = path(created) + "/lessons/" + lesson + "/video";
        String old = created.body().at("/modules/0/videos/0/videoId").asString();

        Answer refused = trainer().put(video, "{\"videoId\": \"bad-2\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).containsExactly("videoId");
        assertThat(trainer().get(path(created)).body().at("/change/status").asString())
                .isEqualTo("refused");
        enrol(created.body().path("id").asString(), "pupil");
        Answer seen = as("pupil", "learner").get(path(created));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().path("change").isMissingNode())
                .as("is the trainer's affair")
                .isTrue();
        assertThat(trainer().put(video, "{}").faults()).containsExactly("videoId");
        assertThat(trainer()
                        .put(path(created) + "/lessons/nope/video", "{\"videoId\": \"v9\"}")
                        .code())
                .isEqualTo("formation.lesson_unknown");

        String next = "new-" + UUID.randomUUID();
        Answer replaced = trainer().put(video, "{\"video_id\": \"" + next + "\"}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body().at("/modules/0/videos/0/videoId").asString()).isEqualTo(next);
        assertThat(events(created)).noneMatch(GenerationsRemoved.class::isInstance);
        Rel rel = rel(replaced);
        uploads.send(new LessonReady(rel, next, 9, 60, List.of(), owner, null));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events(created))
                        .filteredOn(GenerationsRemoved.class::isInstance)
                        .singleElement()
                        .satisfies(event -> assertThat(((GenerationsRemoved) event).generations())
                                .containsExactly(new GenerationsRemoved.RemovedGeneration(rel, old))));
    }

    /** As after a process that died before its answer was kept. */
    @Test
    void makesOneFormationOfARequestWhoseAnswerWasLost() {
        String key = UUID.randomUUID().toString();
        String good = body("Cours", true, "v-" + key);
        String bad = "bad-" + key;

        Answer first = keyed(good, key);
        Answer refused = keyed(body("Cours", true, bad), key + "b");
        mongo.remove(new Query(), "idempotency").block();
        Answer again = keyed(good, key);
        Answer refusedAgain = keyed(body("Cours", true, bad), key + "b");
        mongo.remove(new Query(), "idempotency").block();
        Answer another = keyed(body("Autre", true, "v2-" + key), key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(events(first))
                .filteredOn(FormationSubmitted.class::isInstance)
                .hasSize(1);
        assertThat(refusedAgain.code()).isEqualTo("formation.uploads_refused");
        assertThat(refusedAgain.body().path("errors")).isEqualTo(refused.body().path("errors"));
        assertThat(uploads.asked(bad)).isEqualTo(1);
        assertThat(another.body().path("title").asString()).isEqualTo("Autre");
    }

    @Test
    void takesAKeyForOneRequestHoweverItsPathIsSpelled() {
        String key = UUID.randomUUID().toString();
        Answer first = keyed(body("Cours", true, "v-" + key), key);

        Answer other = trainer()
                .send("POST", "/api/formations/", body("Autre", true, "v2-" + key), "Idempotency-Key", key)
                .join();

        assertThat(first.status()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency.key_reused");
    }

    /** They come by different topics. */
    @Test
    void knowsAPresentationThatWasReadyBeforeItsUploadWasHeardOf() {
        String course = "c-" + UUID.randomUUID();
        String place = "modules/" + course + "/m1";
        String file = "presentation_videos/" + place + "/presentation.mp4";

        String poster = "presentation_videos/" + place + "/poster.jpg";
        uploads.send(new PresentationReady(place, 1, "p1", file, 1, 3, poster));
        Query heard = Query.query(Criteria.where("_id").is(place));
        await().until(() ->
                Boolean.TRUE.equals(mongo.exists(heard, "presentation_news").block()));
        uploads.send(new PresentationUploaded(place, 1, "p1", "k", "e", 1, "mp4", file, owner));

        await().until(() -> trainer()
                .get("/api/formations/" + course)
                .body()
                .at("/modules/0/presentation/status")
                .asString("")
                .equals("ready"));
        assertThat(trainer()
                        .get("/api/formations/" + course)
                        .body()
                        .at("/modules/0/presentation/poster")
                        .asString(""))
                .isEqualTo("/" + poster);

        uploads.send(new PresentationUploaded(place, 2, "p2", "k", "e", 1, "mp4", file, owner));
        uploads.send(new PresentationReady(place, 2, "p2", file, 1, 3, null));

        await().untilAsserted(() -> assertThat(trainer()
                        .get("/api/formations/" + course)
                        .body()
                        .at("/modules/0/presentation")
                        .toString())
                .contains("\"status\":\"ready\"", "\"poster\":null"));
    }

    private Answer keyed(String body, String key) {
        return trainer()
                .send("POST", "/api/formations", body, "Idempotency-Key", key)
                .join();
    }

    /** Forms name lessons as they like. */
    @Test
    void asksForTheModuleOfALessonThatTwoModulesHave() {
        String course = "c-" + UUID.randomUUID();
        for (String module : List.of("m1", "m2")) {
            Rel rel = new Rel(owner, course, module, "intro");
            uploads.send(
                    new LessonUploaded(1, owner, new ClaimedUpload("v-" + module, rel, "f.mp4", "k", "e", 1, "mp4")));
        }
        String formation = "/api/formations/" + course;
        await().until(() -> trainer().get(formation).body().path("modules").size() == 2);
        String video = formation + "/lessons/intro/video";
        String next = "v-" + UUID.randomUUID();
        String other = "{\"videoId\": \"%s\"}".formatted(next);

        assertThat(trainer().put(video, other).code()).isEqualTo("formation.lesson_ambiguous");
        assertThat(trainer().put(video + "?module_id=m3", other).code()).isEqualTo("formation.lesson_unknown");
        Answer changed = trainer().put(video + "?module_id=m2", other);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/modules/1/videos/0/videoId").asString()).isEqualTo(next);
        assertThat(changed.body().at("/modules/0/videos/0/videoId").asString()).isEqualTo("v-m1");
    }

    private void uploaded(Rel rel, String videoId) {
        uploads.send(new LessonUploaded(1, owner, new ClaimedUpload(videoId, rel, "f.mp4", "k", "e", 1, "mp4")));
    }

    @Test
    void takesOneChangeAtATime() throws Exception {
        Answer created = create("v1");
        String lesson = created.body().at("/modules/0/videos/0/id").asString();
        String slow = "slow-" + UUID.randomUUID();
        var waiting = trainer()
                .send("PUT", path(created) + "/lessons/" + lesson + "/video", "{\"videoId\": \"" + slow + "\"}");
        await().until(() -> trainer()
                .get(path(created))
                .body()
                .at("/change/status")
                .asString("")
                .equals("submitted"));

        Answer second = trainer().patch(path(created), created.tag(), "{\"title\": \"x\"}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("formation.changing");
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        events(created).stream()
                .filter(FormationSubmitted.class::isInstance)
                .map(FormationSubmitted.class::cast)
                .filter(asked -> !asked.claimId().equals(asked.formationId()))
                .forEach(uploads::claim);
        assertThat(waiting.get().status()).isEqualTo(200);
        assertThat(waiting.get().body().at("/modules/0/videos/0/videoId").asString())
                .isEqualTo(slow);
    }

    @Test
    void answersWithItsAddressWhenTheUploadsOwnerIsSilent() throws Exception {
        String title = "Lent " + UUID.randomUUID();
        Answer accepted = trainer().post("/api/formations", body(title, true, "slow-" + UUID.randomUUID()));

        assertThat(accepted.status()).isEqualTo(202);
        String path = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(trainer().get(path).body().path("status").asString()).isEqualTo("submitted");
        assertThat(titles(trainer().get("/api/formations?q=" + title.substring(5))))
                .containsExactly(title);
        uploads.claim((FormationSubmitted) events(accepted).get(0));
        await().until(() -> trainer().get(path).body().path("status").asString().equals("processing"));
    }

    @Test
    void takesALargeCourse() {
        StringBuilder videos = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            videos.append(i == 0 ? "" : ",")
                    .append("{\"title\": \"L\", \"description\": \"%s\", \"videoId\": \"v-%s\"}"
                            .formatted("d".repeat(9_000), UUID.randomUUID()));
        }

        Answer created = keyed(
                "{\"title\": \"Groß\", \"modules\": [{\"title\": \"M\", \"videos\": [%s]}]}".formatted(videos),
                UUID.randomUUID().toString());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().at("/modules/0/videos")).hasSize(200);
    }

    @Test
    void endsEnrolmentsWithTheFormation() {
        Answer created = create("v1");
        String id = created.body().path("id").asString();
        enrol(id, learner);

        assertThat(trainer().delete(path(created)).status()).isEqualTo(204);

        assertThat(PublishedEvents.of(Topics.CATALOG, id, READING))
                .extracting(Published::event)
                .filteredOn(EnrolmentChanged.class::isInstance)
                .extracting(event -> ((EnrolmentChanged) event).enrolled())
                .containsExactly(true, false);
    }

    @Test
    void deletesForGoodAndAgain() {
        Answer created = create("v1", "v2");
        String id = created.body().path("id").asString();
        String video = created.body().at("/modules/0/videos/0/videoId").asString();
        uploads.send(new LessonReady(rel(created), video, 4, 60, List.of(), owner, null));
        enrol(id, learner);
        assertThat(as("stranger", "trainer").delete(path(created)).status()).isEqualTo(404);
        assertThat(as(learner, "learner").delete(path(created)).code()).isEqualTo("formation.not_owner");

        assertThat(trainer().delete(path(created)).status()).isEqualTo(204);

        assertThat(trainer().get(path(created)).status()).isEqualTo(404);
        assertThat(trainer().delete(path(created)).status()).isEqualTo(204);
        assertThat(as("stranger", "trainer").delete(path(created)).status()).isEqualTo(404);
        assertThat(as(learner, "learner").get("/api/formations").body().path("data"))
                .isEmpty();
        List<Event> told = events(created);
        assertThat(told).filteredOn(FormationDeleted.class::isInstance).hasSize(1);
        assertThat(told)
                .filteredOn(GenerationsRemoved.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((GenerationsRemoved) event).generations()).hasSize(2));
        uploads.send(new GenerationErased(rel(created), video, 5));
        uploads.send(new LessonPlayable(rel(created), video, 3, 60, null));
        assertThat(trainer().get(path(created)).status()).isEqualTo(404);
    }

    @Test
    void listsWhatEachPersonMaySee() {
        String mine = create("v1").body().path("id").asString();
        Answer hidden = trainer().post("/api/formations", body("Verborgen", false, "v2"));
        enrol(mine, learner);
        enrol(hidden.body().path("id").asString(), learner);

        assertThat(titles(trainer().get("/api/formations"))).containsExactly("Verborgen", "Cours");
        assertThat(titles(as(learner, "learner").get("/api/formations"))).containsExactly("Cours");
        assertThat(titles(as("other", "trainer").get("/api/formations?trainer_id=" + owner)))
                .isEmpty();
        assertThat(titles(as("root", "admin").get("/api/formations?trainer_id=" + owner)))
                .hasSize(2);
        assertThat(titles(as("next", "service").get("/api/formations?user_id=" + learner)))
                .containsExactly("Cours");
        assertThat(as(learner, "learner")
                        .get("/api/formations?user_id=" + owner)
                        .status())
                .isEqualTo(403);
        assertThat(titles(trainer().get("/api/formations?q=VERB"))).containsExactly("Verborgen");
        Answer first = trainer().get("/api/formations?limit=1");
        String cursor = first.body().path("next_cursor").asString();
        assertThat(titles(trainer().get("/api/formations?limit=1&cursor=" + cursor)))
                .containsExactly("Cours");
        assertThat(trainer().get("/api/formations?limit=0&cursor=x").faults()).containsExactly("limit", "cursor");
        assertThat(as(learner, "learner")
                        .get("/api/formations/" + hidden.body().path("id").asString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void enrolsManyAndListsThem() {
        String id = create("v1").body().path("id").asString();
        String enrolments = "/api/formations/" + id + "/enrolments";

        assertThat(trainer()
                        .post(enrolments, "{\"user_ids\": [\"a\", \"b\", \"c\", \"a\"]}")
                        .body()
                        .path("user_ids"))
                .hasSize(3);
        assertThat(trainer().delete(enrolments + "/b").status()).isEqualTo(204);
        assertThat(trainer()
                        .get(enrolments)
                        .body()
                        .path("data")
                        .valueStream()
                        .map(e -> e.path("user_id").asString()))
                .containsExactlyInAnyOrder("a", "c");
        assertThat(trainer().post(enrolments, "{\"user_ids\": [\"\"]}").faults())
                .containsExactly("user_ids[0]");
        assertThat(as("other", "trainer").get(enrolments).code()).isEqualTo("formation.unknown");
        assertThat(as("b", "learner").get(enrolments).code()).isEqualTo("formation.unknown");
        assertThat(as("a", "learner")
                        .post(enrolments, "{\"user_ids\": [\"x\"]}")
                        .code())
                .isEqualTo("formation.not_owner");
    }

    @Test
    void showsLessonsAndPresentationsAsTheyCome() {
        Answer created = trainer().post("/api/formations", """
                {"title": "C", "presentation_video_id": "pres-1",
                 "modules": [{"title": "M", "videos": [{"title": "L", "videoId": "v-%s"}]}]}
                """.formatted(UUID.randomUUID()));
        String id = created.body().path("id").asString();
        String video = created.body().at("/modules/0/videos/0/videoId").asString();
        String place = "courses/" + id;
        String file = "presentation_videos/" + place + "/presentation.mp4";
        assertThat(created.body().at("/presentation/status").asString()).isEqualTo("converting");

        uploads.send(new PresentationUploaded(place, 1, "pres-1", "k", "e", 1, "mp4", file, null));
        String poster = "presentation_videos/" + place + "/poster.jpg";
        assertThat(created.body().at("/presentation/poster").isNull()).isTrue();
        uploads.send(new PresentationReady(place, 1, "pres-1", file, 1, 3, poster));
        uploads.send(new LessonPlayable(rel(created), video, 3, 61.5, "hls/x/poster.jpg"));
        await().until(() -> trainer()
                .get(path(created))
                .body()
                .at("/presentation/status")
                .asString("")
                .equals("ready"));
        await().until(() -> trainer()
                .get(path(created))
                .body()
                .at("/modules/0/videos/0/status")
                .asString("")
                .equals("playable"));

        JsonNode seen = trainer().get(path(created)).body();
        assertThat(seen.at("/presentation/file_path").asString()).isEqualTo("/" + file);
        assertThat(seen.at("/presentation/poster").asString()).isEqualTo("/" + poster);
        assertThat(seen.at("/modules/0/videos/0/duration").asDouble()).isEqualTo(61.5);
        assertThat(seen.at("/modules/0/videos/0/poster").asString())
                .contains("/hls/x/poster.jpg?")
                .isEqualTo(trainer()
                        .get(path(created))
                        .body()
                        .at("/modules/0/videos/0/poster")
                        .asString());
        uploads.send(new LessonFailed(rel(created), video, 9, "media.not_media", "This file holds no video.", owner));
        await().until(() ->
                trainer().get(path(created)).body().path("status").asString().equals("degraded"));
        assertThat(trainer()
                        .get(path(created))
                        .body()
                        .at("/modules/0/videos/0/error/detail")
                        .asString())
                .isEqualTo("This file holds no video.");
        assertThat(trainer().delete(path(created)).status()).isEqualTo(204);
        assertThat(events(created)).hasAtLeastOneElementOfType(PresentationsRemoved.class);
    }

    @Test
    void publishesAndHides() {
        Answer created = create("v1");
        Answer hidden = trainer().patch(path(created), created.tag(), "{\"published\": false}");
        trainer().patch(path(created), hidden.tag(), "{\"published\": true}");

        assertThat(events(created))
                .filteredOn(FormationPublished.class::isInstance)
                .extracting(event -> ((FormationPublished) event).published())
                .containsExactly(true, false, true);
        assertThat(EventType.of(events(created).get(0))).isEqualTo(EventType.FORMATION_SUBMITTED);
    }

    @Test
    void letsLearnersDownloadOnlyWhereTheTrainerSaysSo() {
        Answer created = create("v1");
        Answer allowed = trainer().patch(path(created), created.tag(), "{\"allow_downloads\": true}");
        Answer renamed = trainer().patch(path(created), allowed.tag(), "{\"title\": \"Neu\"}");
        Answer taken = trainer().patch(path(created), renamed.tag(), "{\"allow_downloads\": null}");
        Answer wrong = trainer().patch(path(created), taken.tag(), "{\"allow_downloads\": \"maybe\"}");
        Answer open = trainer().post("/api/formations", """
                {"title": "C", "allow_downloads": true,
                 "modules": [{"title": "M", "videos": [{"title": "L", "videoId": "%s"}]}]}
                """.formatted(UUID.randomUUID()));

        assertThat(Stream.of(created, allowed, renamed, taken, open)
                        .map(answer -> answer.body().path("allow_downloads").asBoolean()))
                .containsExactly(false, true, true, false, true);
        assertThat(wrong.faults()).containsExactly("allow_downloads");
        assertThat(events(created))
                .filteredOn(FormationPublished.class::isInstance)
                .extracting(event -> ((FormationPublished) event).allowDownloads())
                .containsExactly(false, true, true, false);
    }

    private Answer create(String... videos) {
        String[] unique = new String[videos.length];
        for (int i = 0; i < videos.length; i++) {
            unique[i] = videos[i] + "-" + UUID.randomUUID();
        }
        Answer created = trainer().post("/api/formations", body("Cours", true, unique));
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    private static String body(String title, boolean published, String... videos) {
        StringBuilder lessons = new StringBuilder();
        for (String video : videos) {
            lessons.append(lessons.isEmpty() ? "" : ",")
                    .append("{\"title\": \"L\", \"videoId\": \"%s\"}".formatted(video));
        }
        return "{\"title\": \"%s\", \"published\": %s, \"modules\": [{\"title\": \"M\", \"videos\": [%s]}]}"
                .formatted(title, published, lessons);
    }

    private void enrol(String formation, String user) {
        assertThat(trainer()
                        .put("/api/formations/" + formation + "/enrolments/" + user, null)
                        .status())
                .isEqualTo(204);
    }

    private static String path(Answer formation) {
        return "/api/formations/" + formation.body().path("id").asString();
    }

    private static Rel rel(Answer formation) {
        return Rel.parse(formation.body().at("/modules/0/videos/0/rel").asString())
                .orElseThrow();
    }

    private static List<String> titles(Answer list) {
        return list.body()
                .path("data")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }

    private static List<Event> events(Answer formation) {
        return PublishedEvents.of(Topics.CATALOG, formation.body().path("id").asString(), READING).stream()
                .map(Published::event)
                .toList();
    }
}
