package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Video;
import dev.estrade.catalog.formation.Life.State;
import dev.estrade.events.EventType;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.events.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonUploadTests {
    private static final Instant T = Instant.parse("2026-11-21T08:00:00Z");

    private final Formation course = Formation.ofForm("course-1", "trainer").uploaded(upload("v1", "m1", "l1"), T);

    @Test
    void bringsTheCourseIntoBeing() {
        assertThat(course.id()).isEqualTo("course-1");
        assertThat(course.ownerId()).isEqualTo("trainer");
        assertThat(course.state()).isEqualTo(State.WHOLE);
        assertThat(course.content().title()).isEqualTo("course-1");
        assertThat(course.content().published()).isTrue();
        assertThat(course.content().modules()).extracting(Content.Module::id).containsExactly("m1");
        assertThat(course.lessons().map(Lesson::rel)).containsExactly(rel("m1", "l1"));
        assertThat(types(course)).containsExactly(EventType.FORMATION_PUBLISHED.type());
    }

    @Test
    void appendsModulesAndLessonsInOrder() {
        Formation grown = course.uploaded(upload("v2", "m2", "l1"), T.plusSeconds(1))
                .uploaded(upload("v3", "m1", "l2"), T.plusSeconds(2));

        assertThat(grown.lessons().map(lesson -> lesson.rel().moduleId() + lesson.id() + lesson.order()))
                .containsExactly("m1l10", "m1l21", "m2l10");
        assertThat(types(grown)).hasSize(3).containsOnly(EventType.FORMATION_PUBLISHED.type());
    }

    @Test
    void replacesALessonsVideoByANewerOneOnly() {
        Formation replaced = course.uploaded(upload("v2", "m1", "l1"), T.plusSeconds(1));

        assertThat(replaced.lessons().map(lesson -> lesson.video().id())).containsExactly("v2");
        assertThat(replaced.lessons().map(Lesson::stateId)).containsExactly(rel("m1", "l1") + "@v2");
        assertThat(replaced.uploaded(upload("v1", "m1", "l1"), T)).isSameAs(replaced);
        assertThat(replaced.uploaded(upload("v2", "m1", "l1"), T.plusSeconds(1)))
                .isSameAs(replaced);
    }

    @Test
    void replacesTheVideoOfALessonThatCameWithItsFormation() {
        Formation whole = Courses.whole(
                "{\"title\": \"Cours\", \"modules\": [{\"title\": \"M\", \"videos\": [{\"title\": \"L\", \"videoId\": \"v1\"}]}]}");
        Lesson lesson = whole.lessons().findFirst().orElseThrow();

        Formation replaced = whole.uploaded(uploadTo(lesson.rel(), "v2"), T);

        assertThat(replaced.lessons()).containsExactly(lesson.with(new Video("v2", T), List.of(new Video("v1", null))));
        assertThat(replaced.content().title()).isEqualTo("Cours");
    }

    @Test
    void keepsAnOlderUploadThatIsHeardOfLateForRemoval() {
        Formation known = course.uploaded(upload("v2", "m1", "l1"), T.plusSeconds(2))
                .uploaded(upload("v3", "m1", "l1"), T.plusSeconds(1));

        assertThat(known.lessons().map(lesson -> lesson.video().id())).containsExactly("v2");
        assertThat(known.lessons().flatMap(lesson -> lesson.replaced().stream()).map(Video::id))
                .containsExactly("v1", "v3");
    }

    @Test
    void staysDeletedWhenAnOlderUploadIsHeardOfLate() {
        Formation deleted = course.deleted();

        Formation late = deleted.uploaded(upload("v7", "m1", "l9"), T);

        assertThat(late.state()).isEqualTo(State.DELETED);
        assertThat(types(late)).endsWith(EventType.GENERATIONS_REMOVED.type());
        Formation again = deleted.uploaded(
                upload("v7", "m1", "l9"), deleted.life().since().plusSeconds(1));
        assertThat(again.state()).isEqualTo(State.WHOLE);
    }

    @Test
    void belongsToItsFirstCreator() {
        assertThat(course.takesUploadsOf("trainer")).isTrue();
        assertThat(course.takesUploadsOf("somebody")).isFalse();
        assertThat(Formation.tombstone(Courses.answerTo("course-1")).takesUploadsOf("somebody"))
                .isTrue();
    }

    @Test
    void beginsAnewOnATombstone() {
        Formation begun = Formation.tombstone(Courses.answerTo("course-1")).uploaded(upload("v1", "m1", "l1"), T);

        assertThat(begun.state()).isEqualTo(State.WHOLE);
        assertThat(begun.ownerId()).isEqualTo("trainer");
        assertThat(types(begun))
                .containsExactly(EventType.FORMATION_ABANDONED.type(), EventType.FORMATION_PUBLISHED.type());
    }

    private static List<String> types(Formation formation) {
        return formation.pending().stream().map(OutgoingEvent::type).toList();
    }

    private static Rel rel(String module, String lesson) {
        return new Rel("trainer", "course-1", module, lesson);
    }

    private static LessonUploaded upload(String videoId, String module, String lesson) {
        return uploadTo(rel(module, lesson), videoId);
    }

    private static LessonUploaded uploadTo(Rel rel, String videoId) {
        return new LessonUploaded(
                2,
                "trainer",
                new ClaimedUpload(videoId, rel, "film.mp4", "uploads/videos/" + videoId + ".mp4", "e", 1, "mp4"));
    }
}
