package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.catalog.lesson.LessonStates;
import dev.estrade.events.EventType;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.test.EventSender;
import dev.estrade.test.Infra;
import dev.estrade.test.PublishedEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Events that come twice, late, in the wrong order or broken, on a real broker. */
class EventsIT {
    private static ConfigurableApplicationContext service;
    private static EventSender sender;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Infra.running().settings();
        service = SpringApplication.run(
                CatalogApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        sender = new EventSender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        service.close();
    }

    @Test
    void handlesARepeatedEventOnce() {
        UploadsClaimed claimed = new UploadsClaimed("repeated", 1, "trainer", List.of(), "repeated");
        for (int i = 0; i < 5; i++) {
            sender.send("one-id", claimed);
        }

        assertThat(PublishedEvents.of(Topics.CATALOG, "repeated", Duration.ofSeconds(5)))
                .extracting(published -> EventType.of(published.event()))
                .containsExactly(EventType.FORMATION_ABANDONED);
    }

    @Test
    void keepsTheNewestStateWhateverTheOrder() {
        Rel rel = new Rel("trainer", "c", "m", "reordered");
        sender.send("ready", new LessonReady(rel, "g1", 9, 60, List.of(), "trainer", null));
        sender.send("playable", new LessonPlayable(rel, "g1", 4, 60, null));
        sender.send("progressed", new LessonProgressed(rel, "g1", 3, "encoding", 50));
        Rel after = new Rel("trainer", "c", "m", "after");
        sender.send("after", new LessonReady(after, "g1", 1, 1, List.of(), "trainer", null));

        eventually(() -> known(rel) && known(after));
        assertThat(states(rel)).extracting(LessonState::status).containsExactly(Status.READY);
    }

    @Test
    void putsWhatCannotBeReadAsideAndGoesOn() {
        String type = EventType.LESSON_READY.type();
        sender.send(Topics.TRANSCODES, "poison", "p1", type, "{\"rel\": 17");
        sender.send(Topics.TRANSCODES, "poison", "p2", type, "{\"rel\": \"not/a/rel\", \"generation\": \"g\"}");
        sender.send(Topics.TRANSCODES, "poison", "p3", "dev.estrade.unknown.v9", "{}");
        Rel good = new Rel("trainer", "c", "m", "good");
        sender.send("good", new LessonReady(good, "g1", 1, 1, List.of(), "trainer", null));

        eventually(() -> known(good));
        eventually(() ->
                PublishedEvents.count(Topics.TRANSCODES + Topics.DEAD_LETTER_SUFFIX, "poison", Duration.ofSeconds(2))
                        == 2);
    }

    private static boolean known(Rel rel) {
        return !states(rel).isEmpty();
    }

    private static Collection<LessonState> states(Rel rel) {
        Map<String, LessonState> found = service.getBean(LessonStates.class)
                .find(List.of(LessonState.idOf(rel, "g1")))
                .block();
        return found == null ? List.of() : found.values();
    }

    private static void eventually(Callable<Boolean> claim) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(claim);
    }
}
