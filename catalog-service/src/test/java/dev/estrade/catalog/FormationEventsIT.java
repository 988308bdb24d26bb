package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.test.EventSender;
import dev.estrade.test.EventStream;
import dev.estrade.test.EventStream.Received;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** What somebody sees who watches a formation, in two replicas on a real broker. */
class FormationEventsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Map<String, String> SETTINGS = Replica.settings(ISSUER);

    private static Replica one;
    private static Replica two;
    private static EventSender sender;

    private final String trainer = "t-" + UUID.randomUUID();
    private final String course = "c-" + UUID.randomUUID();
    private final String path = "/api/formations/" + course + "/events";
    private final Rel rel = new Rel("trainer", course, "m1", "l1");

    @BeforeAll
    static void start() {
        one = Replica.start(SETTINGS, ISSUER);
        two = Replica.start(SETTINGS, ISSUER);
        sender = new EventSender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        one.close();
        two.close();
        ISSUER.close();
    }

    @Test
    void followsALessonToItsEndInBothReplicasOncePerSecond() {
        lesson(rel, "v1");
        try (EventStream here = watch(one, "");
                EventStream there = watch(two, "")) {
            assertThat(here.next().json().path("status").asString()).isEqualTo("processing");
            there.next();
            for (int progress = 1; progress <= 40; progress++) {
                sender.send(id(), new LessonProgressed(rel, "v1", 2, "encoding", progress));
                pause(100);
            }
            sender.send(id(), new LessonPlayable(rel, "v1", 3, 60, null));
            pause(1_500);
            sender.send(id(), new LessonReady(rel, "v1", 4, 60, List.of(), trainer, null));

            followed(here.until("formation", "\"status\":\"ready\""));
            followed(there.until("formation", "\"status\":\"ready\""));
            assertThat(here.heartbeats()).isGreaterThan(3);
        }
    }

    @Test
    void saysWhyALessonFailed() {
        lesson(rel, "v1");
        try (EventStream events = watch(one, "")) {
            events.next();
            sender.send(id(), new LessonFailed(rel, "v1", 3, "media.too_long", "The video is too long.", trainer));
            Received lesson = events.next();
            assertThat(lesson.name()).isEqualTo("lesson");
            assertThat(lesson.json().at("/error/detail").asString()).isEqualTo("The video is too long.");
            assertThat(events.next().json().path("status").asString()).isEqualTo("degraded");
        }
    }

    @Test
    void tellsAReturningClientOnlyWhatItDoesNotKnow() {
        lesson(rel, "v1");
        EventStream before = watch(one, "");
        before.next();
        before.close();
        try (EventStream again = watch(two, before.lastEventId())) {
            assertThat(again.during(2_500)).isEmpty();
            assertThat(again.heartbeats()).isPositive();
            sender.send(id(), new LessonProgressed(rel, "v1", 2, "encoding", 7));
            assertThat(again.next().name()).isEqualTo("lesson");
            lesson(new Rel("trainer", course, "m1", "l2"), "v2");
            assertThat(again.until("formation", "v2")).hasSize(1);
        }
        try (EventStream stale = watch(one, before.lastEventId())) {
            assertThat(stale.next().name()).isEqualTo("formation");
        }
    }

    @Test
    void findsByItsPollWhatNoEventToldOf() {
        lesson(rel, "v1");
        sender.send(id(), new LessonProgressed(rel, "v1", 2, "encoding", 7));
        try (EventStream events = watch(one, "")) {
            if (!events.next().data().contains("\"progress\":7")) {
                events.until("lesson", "\"progress\":7");
            }
            events.during(1_500);
            one.bean(ReactiveMongoOperations.class)
                    .updateFirst(
                            Query.query(Criteria.where("_id").is(rel + "@v1")), Update.update("progress", 8), "lessons")
                    .block();
            assertThat(events.next().json().path("progress").asInt()).isEqualTo(8);
        }
    }

    @Test
    void isForThoseWhoMaySeeTheFormationAndOnlyAsLongAsTheyMay() {
        lesson(rel, "v1");
        String learner = "l-" + UUID.randomUUID();
        assertThat(one.get(path, learner, "learner").code()).isEqualTo("formation.unknown");
        assertThat(one.get(path, "other", "trainer").status()).isEqualTo(404);
        assertThat(enrolment("PUT", learner)).isEqualTo(204);

        try (EventStream events = one.stream(path, learner, "", "learner");
                EventStream admin = one.stream(path, "root", "", "admin")) {
            assertThat(events.next().name()).isEqualTo("formation");
            assertThat(admin.next().name()).isEqualTo("formation");
            CompletableFuture<Replica.Answer> change = CompletableFuture.supplyAsync(() -> one.call(
                    "PUT",
                    "/api/formations/" + course + "/lessons/" + rel.lessonId() + "/video",
                    "{\"videoId\": \"next\"}",
                    trainer,
                    "trainer"));
            assertThat(admin.next().json().at("/change/status").asString()).isEqualTo("submitted");
            assertThat(events.during(1_500)).as("is the trainer's affair").isEmpty();
            assertThat(change).isNotDone();
            assertThat(enrolment("DELETE", learner)).isEqualTo(204);
            assertThat(events.next().name()).isEqualTo("gone");
            assertThat(events.awaitEnd()).isEqualTo("1000");
            assertThat(admin.during(1_000)).isEmpty();
        }
        assertThat(one.get(path, learner, "learner").status()).isEqualTo(404);
    }

    @Test
    void saysWhyAFormationWasRefused() {
        CompletableFuture<Replica.Answer> creation =
                CompletableFuture.supplyAsync(() -> one.call("POST", "/api/formations", """
                {"title": "Cours", "description": "", "modules": [{"title": "M", "videos": [
                  {"title": "L", "videoId": "mine"}, {"title": "L2", "videoId": "theirs"}]}]}""", trainer, "trainer"));
        String id = submitted();
        String events = "/api/formations/" + id + "/events";
        try (EventStream watching = two.stream(events, trainer, "", "trainer")) {
            assertThat(watching.next().json().path("status").asString()).isEqualTo("submitted");
            RejectedUpload refused = new RejectedUpload("theirs", "upload.claimed", "It is used already.");
            sender.send(id(), new UploadsRejected(id, 1, List.of(refused), id));
            Received last = watching.next();
            assertThat(last.name()).isEqualTo("refused");
            assertThat(last.json().at("/errors/0/field").asString()).isEqualTo("modules[0].videos[1].videoId");
            assertThat(last.json().at("/errors/0/code").asString()).isEqualTo("upload.claimed");
            watching.awaitEnd();
        }
        assertThat(creation.join().status()).isEqualTo(422);
        try (EventStream late = two.stream(events, trainer, "", "trainer")) {
            assertThat(late.next().name()).isEqualTo("refused");
        }
        assertThat(two.get(events, "other", "trainer").status()).isEqualTo(404);
    }

    @Test
    void endsWithTheFormation() {
        lesson(rel, "v1");
        try (EventStream events = watch(one, "")) {
            events.next();
            assertThat(one.call("DELETE", "/api/formations/" + course, "", trainer, "trainer")
                            .status())
                    .isEqualTo(204);
            assertThat(events.next().name()).isEqualTo("gone");
            assertThat(events.awaitEnd()).isEqualTo("1000");
        }
    }

    @Test
    void endsWhenTheReplicaStopsAndGoesOnInAnother() {
        lesson(rel, "v1");
        Replica third = Replica.start(SETTINGS, ISSUER);
        EventStream events = watch(third, "");
        events.next();

        long begun = System.nanoTime();
        third.close();

        assertThat(events.awaitEnd()).isEqualTo("1000");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        try (EventStream again = watch(one, events.lastEventId())) {
            sender.send(id(), new LessonProgressed(rel, "v1", 2, "encoding", 50));
            // In a lesson, or in the whole if the first look saw it already.
            assertThat(again.next().data()).contains("\"progress\":50");
        }
    }

    @Test
    void refusesOneStreamTooMany() {
        lesson(rel, "v1");
        List<EventStream> open = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            open.add(watch(one, ""));
            open.get(i).next();
        }
        Replica.Answer refused = one.get(path, trainer, "trainer");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("stream.limit_reached");
        open.forEach(EventStream::close);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (EventStream next = watch(one, "")) {
                return next.response().statusCode() == 200;
            }
        });
    }

    private static void followed(List<Received> events) {
        List<Received> lessons =
                events.stream().filter(event -> event.name().equals("lesson")).toList();
        assertThat(lessons).hasSizeBetween(4, 12);
        assertThat(lessons)
                .extracting(event -> event.json().path("progress").asInt())
                .isSorted();
        assertThat(lessons)
                .extracting(event -> event.json().path("status").asString())
                .contains("encoding", "playable")
                .endsWith("ready");
        for (int i = 1; i < lessons.size(); i++) {
            assertThat(Duration.between(lessons.get(i - 1).at(), lessons.get(i).at()))
                    .isGreaterThan(Duration.ofMillis(900));
        }
    }

    private EventStream watch(Replica replica, String lastEventId) {
        return replica.stream(path, trainer, lastEventId, "trainer");
    }

    private int enrolment(String method, String learner) {
        return one.call(method, "/api/formations/" + course + "/enrolments/" + learner, "", trainer, "trainer")
                .status();
    }

    private void lesson(Rel place, String videoId) {
        String key = "uploads/videos/" + videoId + ".mp4";
        ClaimedUpload upload = new ClaimedUpload(videoId, place, "film.mp4", key, "e", 1, "mp4");
        sender.send(id(), new LessonUploaded(1, trainer, upload));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> one.get("/api/formations/" + course, trainer, "trainer")
                        .body()
                        .contains(videoId));
    }

    private String submitted() {
        ReactiveMongoOperations mongo = one.bean(ReactiveMongoOperations.class);
        Query mine = Query.query(Criteria.where("ownerId").is(trainer));
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> mongo.findOne(mine, Document.class, "formations")
                                .map(found -> found.getString("_id"))
                                .block(),
                        Objects::nonNull);
    }

    private static void pause(long millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
