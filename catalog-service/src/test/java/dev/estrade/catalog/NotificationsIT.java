package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.FactListener;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.Rel;
import dev.estrade.test.EventSender;
import dev.estrade.test.EventStream;
import dev.estrade.test.EventStream.Received;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Facts, and what of them reaches whom, in two replicas. */
class NotificationsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00.123456Z");

    private static Replica one;
    private static Replica two;

    private final String user = "auth0|" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        Map<String, String> settings = Replica.settings(ISSUER);
        one = Replica.start(settings, ISSUER);
        two = Replica.start(settings, ISSUER);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        ISSUER.close();
    }

    @Test
    void makesOneNotificationOfAFactHoweverOftenItIsTold() {
        Fact fact = fact("once", Fact.Type.LESSON_READY, LONG_AGO);
        Flux.range(0, 50)
                .flatMap(i -> listener(i % 2 == 0 ? one : two).tell(fact), 50)
                .blockLast(Duration.ofSeconds(30));

        JsonNode found = list("");
        assertThat(found.path("data").size()).isEqualTo(1);
        assertThat(found.path("unread_count").asInt()).isEqualTo(1);
        JsonNode notification = found.at("/data/0");
        assertThat(notification.path("id").asString()).matches("[0-9a-f-]{36}");
        assertThat(notification.path("type").asString()).isEqualTo("lesson.ready");
        assertThat(notification.path("title").asString()).isEqualTo("Lesson ready");
        assertThat(notification.path("text").asString()).contains("“Un titre”");
        assertThat(notification.at("/data/formation_id").asString()).isEqualTo("f1");
        assertThat(notification.path("created_at").asString()).isEqualTo("2026-01-01T00:00:00.123Z");
        assertThat(notification.path("read_at").isNull()).isTrue();
    }

    @Test
    void hearsOfLessonsFromTheBrokerOnce() {
        LessonFailed failed = new LessonFailed(
                new Rel("t", "c-" + UUID.randomUUID(), "m", "l"), "v1", 3, "media.too_long", "It is too long.", user);
        try (EventSender sender = new EventSender();
                EventStream here = one.stream("/api/notifications/stream", user, "");
                EventStream there = two.stream("/api/notifications/stream", user, "")) {
            here.next();
            there.next();
            for (int i = 0; i < 5; i++) {
                sender.send("event-" + i, failed);
            }
            for (EventStream stream : List.of(here, there)) {
                List<Received> told = stream.until("unread", "\"unread_count\":1");
                assertThat(told).hasSize(2);
                assertThat(told.get(0).json().at("/data/error/code").asString()).isEqualTo("media.too_long");
                assertThat(stream.during(1_500)).isEmpty();
            }
        }
    }

    @Test
    void numbersThoseWhoComeAtOnceWithoutLosingOne() {
        try (EventStream events = two.stream("/api/notifications/stream", user, "")) {
            events.until("unread", "\"unread_count\":0");
            Flux.range(0, 50)
                    .flatMap(
                            i -> listener(one).tell(fact("many" + i, Fact.Type.GENERATION_COMPLETED, Instant.now())),
                            50)
                    .blockLast(Duration.ofSeconds(30));
            List<Received> told = events.until("unread", "\"unread_count\":50").stream()
                    .filter(event -> event.name().equals("notification"))
                    .toList();
            assertThat(told).hasSize(50);
            assertThat(told).extracting(Received::data).doesNotHaveDuplicates();
            assertThat(told).extracting(Received::id).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void tellsNobodyOfWholeFormations() {
        tell("ready", Fact.Type.FORMATION_READY);
        tell("failed", Fact.Type.FORMATION_FAILED);
        assertThat(list("").path("data").isEmpty()).isTrue();
    }

    @Test
    void listsNewestFirstByPagesAndUnreadAlone() {
        for (int i = 1; i <= 5; i++) {
            listener(one)
                    .tell(fact("n" + i, Fact.Type.RECORDING_SAVED, LONG_AGO.plusSeconds(i)))
                    .block();
        }
        JsonNode first = list("?limit=3");
        JsonNode rest = list("?limit=3&cursor=" + first.path("next_cursor").asString());
        assertThat(first.path("data").size()).isEqualTo(3);
        assertThat(rest.path("data").size()).isEqualTo(2);
        assertThat(first.at("/data/0/created_at").asString())
                .isGreaterThan(rest.at("/data/0/created_at").asString());

        assertThat(read(first.at("/data/0/id").asString()).status()).isEqualTo(200);
        assertThat(list("?unread=true").path("data").size()).isEqualTo(4);
        assertThat(list("").path("unread_count").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"unread=yes", "limit=0", "cursor=x"})
    void refusesAFaultyQuery(String query) {
        Replica.Answer refused = one.get("/api/notifications?" + query, user);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("request.invalid");
    }

    @Test
    void readsOneSomeOrAllOnce() {
        for (int i = 1; i <= 5; i++) {
            listener(one)
                    .tell(fact("n" + i, Fact.Type.LESSON_FAILED, LONG_AGO.plusSeconds(i)))
                    .block();
        }
        JsonNode all = list("").path("data");
        String newest = all.at("/0/id").asString();
        String readAt = read(newest).json().path("read_at").asString();
        assertThat(read(newest).json().path("read_at").asString()).isEqualTo(readAt);

        String two = all.at("/1/id").asString();
        assertThat(left("{\"ids\": [\"" + two + "\", \"unknown\"]}")).isEqualTo(3);
        assertThat(left("{\"until\": \"" + all.at("/3/created_at").asString() + "\"}"))
                .isEqualTo(1);
        assertThat(left("")).isZero();
        assertThat(left("{}")).isZero();
        assertThat(one.call("POST", "/api/notifications/read", "{\"ids\":[],\"until\":\"2026-01-01T00:00:00Z\"}", user)
                        .code())
                .isEqualTo("request.invalid");
    }

    @Test
    void belongsToOnePerson() {
        tell("mine", Fact.Type.LESSON_READY);
        String id = list("").at("/data/0/id").asString();

        Replica.Answer stranger = one.call("POST", "/api/notifications/" + id + "/read", "", "stranger");
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.code()).isEqualTo("notification.unknown");
        String named = "?user_id=" + user.replace("|", "%7C");
        assertThat(one.get("/api/notifications" + named, "stranger").status()).isEqualTo(403);
        assertThat(one.get("/api/notifications/stream" + named, "stranger").status())
                .isEqualTo(403);
        assertThat(one.get("/api/notifications" + named, "next-js", "service")
                        .json()
                        .path("unread_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(one.call("POST", "/api/notifications/" + id + "/read" + named, "", "next-js", "service")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void streamsWhatIsNewAndWhatWasReadElsewhere() {
        tell("before", Fact.Type.LESSON_READY);
        String before = list("").at("/data/0/id").asString();
        try (EventStream events = one.stream("/api/notifications/stream", user, "")) {
            assertThat(events.next().json().path("ids").toString()).contains(before);
            listener(two)
                    .tell(fact("new", Fact.Type.LESSON_FAILED, Instant.now()))
                    .block();
            Received created = events.next();
            assertThat(created.name()).isEqualTo("notification");
            assertThat(created.json().path("text").asString()).endsWith("Elle est trop longue.");
            assertThat(events.next().json().path("unread_count").asInt()).isEqualTo(2);

            two.call("POST", "/api/notifications/" + before + "/read", "", user);
            assertThat(events.next().data()).doesNotContain(before).contains("\"unread_count\":1");
            two.call("POST", "/api/notifications/read", "", user);
            assertThat(events.next().data()).isEqualTo("{\"unread_count\":0,\"ids\":[]}");
        }
    }

    @Test
    void resumesWithoutLossOrDoubles() {
        tell("n0", Fact.Type.LESSON_READY);
        EventStream lost = one.stream("/api/notifications/stream", user, "");
        lost.until("unread", "\"unread_count\":1");
        tell("n1", Fact.Type.LESSON_READY);
        String known = lost.until("unread", "\"unread_count\":2").get(0).data();
        lost.close();
        for (int i = 2; i < 252; i++) {
            tell("n" + i, Fact.Type.LESSON_READY);
        }
        try (EventStream again = two.stream("/api/notifications/stream", user, lost.lastEventId())) {
            List<Received> news = again.until("unread", "\"unread_count\":252");
            assertThat(news).hasSize(251);
            assertThat(news).extracting(Received::data).doesNotHaveDuplicates().doesNotContain(known);
            again.close();
            try (EventStream current = one.stream("/api/notifications/stream", user, again.lastEventId())) {
                assertThat(current.during(1_500)).isEmpty();
            }
        }
        assertThat(left("")).isZero();
    }

    private void tell(String id, Fact.Type type) {
        listener(one).tell(fact(id, type, Instant.now())).block();
    }

    private static FactListener listener(Replica replica) {
        return replica.bean("factNotifier", FactListener.class);
    }

    private Fact fact(String id, Fact.Type type, Instant at) {
        Map<String, Object> data = Map.of(
                "formation_id", "f1",
                "title", "Un titre",
                "error", Map.of("code", "media.too_long", "detail", "Elle est trop longue."));
        return new Fact("t/c/m/l@" + user + id, type, user, at, data);
    }

    private JsonNode list(String query) {
        return two.get("/api/notifications" + query, user).json();
    }

    private Replica.Answer read(String id) {
        return one.call("POST", "/api/notifications/" + id + "/read", "", user);
    }

    private int left(String body) {
        return one.call("POST", "/api/notifications/read", body, user)
                .json()
                .path("unread_count")
                .asInt();
    }
}
