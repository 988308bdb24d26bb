package dev.estrade.catalog.formation;

import static dev.estrade.catalog.formation.Courses.patched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Module;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7396, and items that are matched by their ids. */
class FormationPatchTests {
    private final Formation formation = Courses.whole("""
            {"title": "Cours", "description": "d", "attributes": {"price": 12, "tags": ["a"], "seo": {"x": 1, "y": 2}},
             "presentationVideoId": "p1",
             "modules": [
              {"title": "M1", "presentationVideoId": "p2",
               "videos": [{"title": "L1", "videoId": "v1"}, {"title": "L2", "description": "zwei", "videoId": "v2"}]},
              {"title": "M2", "videos": [{"title": "L3", "videoId": "v3"}]}]}
            """);

    private final Module first = formation.content().modules().get(0);
    private final Module second = formation.content().modules().get(1);

    @Test
    void keepsWhatIsNotNamedAndRemovesWhatIsNull() {
        Content changed = patched(
                        formation,
                        "{\"description\": null, \"attributes\": {\"price\": null, \"tags\": [\"b\"], \"seo\": {\"y\": 3}}}")
                .content();

        assertThat(changed.title()).isEqualTo("Cours");
        assertThat(changed.description()).isEmpty();
        assertThat(Courses.json(String.valueOf(changed.attributesJson())))
                .isEqualTo(Courses.json("{\"tags\": [\"b\"], \"seo\": {\"x\": 1, \"y\": 3}}"));
        assertThat(changed.modules()).isEqualTo(formation.content().modules());
        assertThat(changed.presentation()).isEqualTo(formation.content().presentation());
    }

    @Test
    void reordersByIdsAloneAndKeepsEverythingElse() {
        Lesson l1 = first.lessons().get(0);
        Lesson l2 = first.lessons().get(1);

        Content changed = patched(
                        formation,
                        "{\"modules\": [{\"id\": \"%s\"}, {\"id\": \"%s\", \"videos\": [{\"id\": \"%s\"}, {\"id\": \"%s\"}]}]}"
                                .formatted(second.id(), first.id(), l2.id(), l1.id()))
                .content();

        assertThat(changed.modules()).extracting(Module::id).containsExactly(second.id(), first.id());
        assertThat(changed.modules()).extracting(Module::order).containsExactly(0, 1);
        Module moved = changed.modules().get(1);
        assertThat(moved.presentation()).isEqualTo(first.presentation());
        assertThat(moved.lessons()).extracting(Lesson::id).containsExactly(l2.id(), l1.id());
        assertThat(moved.lessons()).extracting(Lesson::order).containsExactly(0, 1);
        assertThat(moved.lessons().get(0))
                .extracting(Lesson::title, Lesson::description)
                .containsExactly("L2", "zwei");
        assertThat(changed.lessons().map(Lesson::video))
                .containsExactlyInAnyOrderElementsOf(
                        formation.lessons().map(Lesson::video).toList());
    }

    @Test
    void movesALessonToAnotherModuleWithItsRel() {
        Lesson moved = second.lessons().get(0);

        Content changed = patched(
                        formation,
                        "{\"modules\": [{\"id\": \"%s\", \"videos\": [{\"id\": \"%s\"}]}, {\"id\": \"%s\", \"videos\": []}]}"
                                .formatted(first.id(), moved.id(), second.id()))
                .content();

        assertThat(changed.modules().get(0).lessons()).singleElement().satisfies(lesson -> {
            assertThat(lesson.rel()).isEqualTo(moved.rel());
            assertThat(lesson.video()).isEqualTo(moved.video());
        });
        assertThat(changed.modules().get(1).lessons()).isEmpty();
    }

    @Test
    void removesAPresentation() {
        Formation without = patched(formation, "{\"presentation_video_id\": null}");

        assertThat(without.content().presentation()).isNull();
        assertThat(Courses.types(without)).last().asString().contains("presentations-removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": \" \"}|title",
                "{\"title\": {}}|title",
                "{\"modules\": null}|modules",
                "{\"modules\": [null]}|modules[0]",
                "{\"modules\": [{\"title\": \"N\", \"videos\": [{\"title\": \"L\"}]}]}|modules[0].videos[0].videoId",
                "{\"modules\": [{\"title\": \"N\", \"videos\": [{\"title\": \"L\", \"videoId\": [1]}]}]}|modules[0].videos[0].videoId",
                "{\"modules\": [{\"title\": \"N\", \"order\": \"x\", \"videos\": []}]}|modules[0].order"
            })
    void namesFaultsByTheirPaths(String patch, String path) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> patched(formation, patch));

        assertThat(refused.errors()).extracting(FieldProblem::field).containsExactly(path);
    }

    @Test
    void refusesAnItemThatStandsTwice() {
        String patch = "{\"modules\": [{\"id\": \"%1$s\"}, {\"id\": \"%1$s\"}]}".formatted(second.id());

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> patched(formation, patch));

        assertThat(refused.errors()).extracting(FieldProblem::field).contains("modules[1].id");
    }

    @Test
    void takesALessonIdThatTwoModulesHaveForTheModulesOwn() {
        Formation forms = withIntroIn("m3", withIntroIn("m2", withIntroIn("m1", Formation.ofForm("c1", "t"))));

        Content changed = patched(forms, """
                {"modules": [{"id": "m2", "videos": [{"id": "intro", "title": "Zwei"}]}, {"id": "m1"}, {"id": "m3"}]}
                """).content();
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> patched(forms, """
                {"modules": [{"title": "N", "videos": [{"id": "intro"}]}]}
                """));

        assertThat(changed.lessons().map(Lesson::title)).containsExactly("Zwei", "intro", "intro");
        assertThat(changed.lessons().map(lesson -> lesson.rel().moduleId())).containsExactly("m2", "m1", "m3");
        assertThat(refused.errors()).extracting(FieldProblem::code).contains("field.ambiguous");
    }

    @Test
    void tellsLessonsOfOneIdInOneModuleApartByTheirRels() {
        Formation forms = withIntroIn("m2", withIntroIn("m1", Formation.ofForm("c1", "t")));
        Formation moved = patched(forms, """
                {"modules": [{"id": "m2", "videos": [{"id": " intro ", "rel": "t/c1/m2/intro"},
                                                     {"id": "intro", "rel": "t/c1/m1/intro"}]}]}
                """);

        Content retitled = patched(moved, "{\"title\": \"x\"}").content();
        Content chosen = patched(moved, """
                {"modules": [{"id": "m2", "videos": [{"rel": "t/c1/m1/intro", "title": "Eins"}]}]}
                """).content();

        assertThat(retitled.lessons().map(lesson -> lesson.rel().moduleId())).containsExactly("m2", "m1");
        assertThat(chosen.lessons()).singleElement().satisfies(lesson -> {
            assertThat(lesson.rel().moduleId()).isEqualTo("m1");
            assertThat(lesson.title()).isEqualTo("Eins");
        });
    }

    private static Formation withIntroIn(String module, Formation formation) {
        Rel rel = new Rel("t", "c1", module, "intro");
        ClaimedUpload upload = new ClaimedUpload("v-" + module, rel, "f.mp4", "k", "e", 1, "mp4");
        return formation.uploaded(new LessonUploaded(1, "t", upload), Instant.now());
    }

    @Test
    void takesUnknownIdsForTheClientsOwn() {
        Formation changed = patched(
                formation,
                "{\"modules\": [{\"id\": \"tmp-1\", \"title\": \"N\", \"videos\": [{\"id\": \"tmp-2\", \"title\": \"L\", \"video_id\": \"v7\"}]}]}");

        Content next = Objects.requireNonNull(changed.draft()).content();
        assertThat(next.modules()).extracting(Module::clientRef).containsExactly("tmp-1");
        assertThat(next.lessons().map(Lesson::clientRef)).containsExactly("tmp-2");
    }
}
