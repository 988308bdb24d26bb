package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.Fact.Type;
import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.FormationFacts.LessonEnd;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Failure;
import dev.estrade.catalog.lesson.LessonState.Known;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FactsOfTests {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

    private final Formation formation = Courses.whole(Courses.TWO_MODULES);
    private final Lesson first = formation.lessons().findFirst().orElseThrow();

    @Test
    void tellsWhichLessonItWasAndWhose() {
        Fact fact = FactsOf.lesson(formation, end(first, first.video().id())).orElseThrow();

        assertThat(fact.ownerId()).isEqualTo("auth0|trainer");
        assertThat(fact.id()).isEqualTo("lesson.ready:" + first.stateId());
        assertThat(fact.data())
                .containsEntry("formation_title", "Cours")
                .containsEntry("title", "L1")
                .containsEntry("rel", first.rel().toString())
                .containsEntry("duration", 60.0);
    }

    @Test
    void isSilentAboutAVideoThatTheLessonHasNotAnyMore() {
        assertThat(FactsOf.lesson(formation, end(first, "replaced"))).isEmpty();
    }

    @Test
    void tellsOfALessonBeforeItsFormationIsHeardOf() {
        assertThat(FactsOf.lesson(end(first, "v7")))
                .hasValueSatisfying(fact -> assertThat(fact.ownerId()).isEqualTo("trainer-sub"));
    }

    @Test
    void tellsOfAFormationOnceAllItsLessonsHaveEnded() {
        assertThat(FactsOf.settled(formation, progress(lesson -> lesson == first ? Status.ENCODING : Status.READY), AT))
                .isEmpty();
        assertThat(FactsOf.settled(formation, progress(lesson -> Status.READY), AT))
                .hasValueSatisfying(fact -> assertThat(fact.type()).isEqualTo(Type.FORMATION_READY));
        Fact failed = FactsOf.settled(formation, progress(lesson -> lesson == first ? Status.FAILED : Status.READY), AT)
                .orElseThrow();
        assertThat(failed.type()).isEqualTo(Type.FORMATION_FAILED);
        assertThat(failed.data())
                .containsEntry("status", "degraded")
                .containsEntry("failed_lessons", List.of(first.id()));
    }

    @Test
    void tellsOfAFormationAnewWhenItHasOtherVideos() {
        String before = FactsOf.settled(formation, progress(lesson -> Status.READY), AT)
                .orElseThrow()
                .id();
        Formation smaller = Courses.patched(
                formation,
                "{\"modules\": [{\"id\": \"%s\"}]}"
                        .formatted(formation.content().modules().get(1).id()));

        assertThat(FactsOf.settled(smaller, progress(lesson -> Status.READY), AT))
                .hasValueSatisfying(fact -> assertThat(fact.id()).isNotEqualTo(before));
        assertThat(FactsOf.settled(formation, progress(lesson -> Status.READY), AT))
                .hasValueSatisfying(fact -> assertThat(fact.id()).isEqualTo(before));
    }

    @Test
    void tellsWhyAFormationNeverCameToBe() {
        Fact fact =
                FactsOf.rejected(formation, List.of(new RejectedUpload("v1", "upload.unknown", "No such upload.")), AT);

        assertThat(fact.type()).isEqualTo(Type.FORMATION_FAILED);
        assertThat(fact.data()).containsEntry("status", "rejected").containsKey("errors");
    }

    private static LessonEnd end(Lesson lesson, String videoId) {
        return new LessonEnd(lesson.rel(), videoId, "trainer-sub", Type.LESSON_READY, AT, Map.of("duration", 60.0), 4);
    }

    private Progress progress(Function<Lesson, Status> status) {
        Known known = new Known(60.0, null, new Failure("x", "y"));
        return new Progress(
                formation
                        .lessons()
                        .collect(Collectors.toMap(
                                Lesson::stateId,
                                lesson -> new LessonState(
                                        lesson.stateId(),
                                        lesson.rel(),
                                        lesson.video().id(),
                                        1,
                                        status.apply(lesson),
                                        100,
                                        AT,
                                        known))),
                URI::create);
    }
}
