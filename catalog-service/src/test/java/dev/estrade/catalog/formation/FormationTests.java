package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.formation.Formation.State;
import dev.estrade.catalog.formation.FormationRequest.LessonItem;
import dev.estrade.catalog.formation.FormationRequest.ModuleItem;
import dev.estrade.events.EventType;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.events.OutgoingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormationTests {
    private final Formation submitted = new FormationRequest(
                    null,
                    "Cours",
                    null,
                    null,
                    null,
                    List.of(
                            new ModuleItem("m-a", "M1", null, null, List.of(lesson("v1"), lesson("v2"))),
                            new ModuleItem("m-b", "M2", null, null, List.of(lesson("v3")))),
                    null)
            .toFormation("auth0|trainer");

    @Test
    void bindsEachVideoToItsOwnLesson() {
        assertThat(submitted.lessons().map(Formation.Lesson::videoId)).containsExactly("v1", "v2", "v3");
        assertThat(submitted.lessons().map(lesson -> lesson.rel().toString()).distinct())
                .hasSize(3);
        assertThat(submitted.content().modules().get(1).lessons().get(0).videoId())
                .isEqualTo("v3");
        assertThat(submitted.content().modules().get(0).clientRef()).isEqualTo("m-a");
    }

    @Test
    void becomesWholeOnceAndSaysSo() {
        Formation whole = submitted.claimed();

        assertThat(whole.state()).isEqualTo(State.WHOLE);
        assertThat(types(whole))
                .containsExactly(EventType.FORMATION_SUBMITTED.type(), EventType.FORMATION_PUBLISHED.type());
        assertThat(whole.claimed()).isSameAs(whole);
        assertThat(whole.rejected(List.of())).isSameAs(whole);
    }

    @Test
    void answersALateClaimOfATombstoneByAbandoningIt() {
        Formation rejected = submitted.rejected(List.of(new RejectedUpload("v1", "upload.unknown", "no")));

        assertThat(rejected.claimed().state()).isEqualTo(State.REJECTED);
        assertThat(types(rejected.claimed())).endsWith(EventType.FORMATION_ABANDONED.type());
        assertThat(types(Formation.tombstone("f9"))).containsExactly(EventType.FORMATION_ABANDONED.type());
    }

    private static List<String> types(Formation formation) {
        return formation.pending().stream().map(OutgoingEvent::type).toList();
    }

    private static LessonItem lesson(String videoId) {
        return new LessonItem(null, "L " + videoId, null, null, videoId);
    }
}
