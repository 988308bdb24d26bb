package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.formation.FormationState.Refused;
import dev.estrade.catalog.formation.FormationState.Shown;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.json.JsonMapper;

class FormationNewsTests {
    private static final Shown BEFORE = shown("processing", "encoding", 10, "encoding", 20);

    private final FormationNews news = new FormationNews(JsonMapper.shared(), "f1", null);

    @Test
    void beginsWithTheWholeUnlessTheClientKnowsIt() {
        assertThat(news.of(BEFORE)).singleElement().satisfies(event -> {
            assertThat(event.event()).isEqualTo("formation");
            assertThat(event.id()).isEqualTo(BEFORE.id());
            assertThat(event.data()).isEqualTo(BEFORE.text());
        });
        assertThat(new FormationNews(JsonMapper.shared(), "f1", BEFORE.id()).of(BEFORE))
                .isEmpty();
    }

    @Test
    void tellsEachChangedLessonAndGivesTheIdToTheLast() {
        news.of(BEFORE);
        Shown now = shown("processing", "encoding", 11, "playable", 21);

        assertThat(news.of(now)).extracting(ServerSentEvent::event).containsExactly("lesson", "lesson");
        assertThat(news.of(now)).isEmpty();
    }

    @Test
    void saysNothingOfLessonsThatAreAsTheyWere() {
        news.of(BEFORE);
        List<ServerSentEvent<String>> events = news.of(shown("processing", "encoding", 10, "encoding", 21));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.id()).isNotEqualTo(BEFORE.id()).isNotNull();
            assertThat(event.data()).contains("t/f1/m/l2");
        });
    }

    @Test
    void tellsTheLessonAndThenTheWholeWhenMoreThanThatChanged() {
        news.of(BEFORE);
        List<ServerSentEvent<String>> events = news.of(shown("degraded", "ready", 100, "failed", 20));

        assertThat(events).extracting(ServerSentEvent::event).containsExactly("lesson", "lesson", "formation");
        assertThat(events.get(0).id()).isNull();
        assertThat(events.get(1).id()).isNull();
        assertThat(events.get(2).id()).isNotNull();
    }

    @Test
    void endsWithTheReasonsOfARefusal() {
        FieldProblem fault = new FieldProblem("modules[0].videos[0].videoId", "upload.claimed", "It is used.");
        ServerSentEvent<String> event = news.of(new Refused(List.of(fault))).get(0);

        assertThat(FormationNews.isLast(event)).isTrue();
        assertThat(event.data()).contains("f1", "upload.claimed", "modules[0].videos[0].videoId");
    }

    private static Shown shown(String status, String first, int firstProgress, String second, int secondProgress) {
        String text = """
                {"id":"f1","status":"%s","modules":[{"videos":[
                {"rel":"t/f1/m/l1","status":"%s","progress":%d},
                {"rel":"t/f1/m/l2","status":"%s","progress":%d}]}]}""".formatted(status, first, firstProgress, second, secondProgress);
        return new Shown(1L, JsonMapper.shared().readTree(text), text, Integer.toHexString(text.hashCode()));
    }
}
