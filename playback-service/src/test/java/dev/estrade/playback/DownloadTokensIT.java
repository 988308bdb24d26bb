package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a token for which original. */
class DownloadTokensIT extends Downloading {
    @Test
    void givesTheTrainerHisFileBackWhileItConvertsAndWhenThatFailed() {
        publish(2, false, false);
        lessons.uploaded(rel, "g1", filename, BYTES);

        Map<?, ?> issued = body(ask(trainer, trainer, filename, ""));
        lessons.publish(new LessonFailed(rel, "g1", 3, "media.not_media", "x", "trainer"));
        awaitStatus(409, () -> token(trainer, trainer, rel, ""));

        assertThat(issued.get("expires_in")).isEqualTo(900);
        assertThat(issued.get("download_url"))
                .isEqualTo("https://video.example/api/download/" + trainer + "/" + filename);
        assertThat(content(issued)).isEqualTo(BYTES);
        assertThat(content(body(ask(trainer, trainer, filename, "?rel=" + rel + "&ttl=5"))))
                .isEqualTo(BYTES);
    }

    @Test
    void letsLearnersDownloadOnlyWhereTheFormationAllowsIt() {
        publish(2, true, false);
        lessons.uploaded(rel, "g1", filename, BYTES);
        lessons.enrolled(formation, learner);
        ask(trainer, trainer, filename, "").expectStatus().isOk();
        problem(ask(learner, learner, filename, "?rel=" + rel), 403, "auth.forbidden");
        problem(ask(learner, learner, filename, ""), 404, "download.unknown");

        publish(3, true, true);
        awaitStatus(200, () -> ask(learner, learner, filename, "?rel=" + rel));

        assertThat(content(body(ask(learner, learner, filename, "")))).isEqualTo(BYTES);
        ask("next-js", learner, filename, "", "service").expectStatus().isOk();
        ask("root", "root", filename, "", "admin").expectStatus().isOk();
        problem(ask("stranger", "stranger", filename, "?rel=" + rel, "trainer"), 403, "auth.forbidden");
        problem(ask("stranger", "stranger", filename, "", "trainer"), 404, "download.unknown");
        problem(ask("next-js", "stranger", filename, "?rel=" + rel, "service"), 403, "auth.forbidden");
        problem(ask("stranger", learner, filename, "", "learner"), 403, "auth.forbidden");
        problem(get(tokenPath(trainer, filename), "x.y.z"), 401, "auth.unauthenticated");

        publish(4, false, true);
        awaitStatus(403, () -> ask(learner, learner, filename, "?rel=" + rel));
        publish(5, true, true);
        awaitStatus(200, () -> ask(learner, learner, filename, ""));
        lessons.publish(new EnrolmentChanged(formation, learner, 2, false));
        awaitStatus(404, () -> ask(learner, learner, filename, ""));
    }

    @Test
    void asksWhichOfSeveralIsMeant() {
        Rel other = new Rel(trainer, formation, "m2", "l1");
        Rel another = new Rel(trainer, formation, "m2", "l2");
        lessons.publish(new FormationPublished(formation, 2, trainer, true, List.of(rel, other, another), true));
        lessons.uploaded(other, "g2", filename, NEW);
        lessons.uploaded(another, "g3", "other-" + filename, NEW);
        ClaimedUpload first = lessons.uploaded(rel, "g1", filename, BYTES);
        lessons.publish(new UploadsClaimed(formation, 3, "trainer", List.of(first), formation));
        awaitStatus(409, () -> ask(trainer, trainer, filename, ""));

        ask(trainer, trainer, filename, "")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("download.ambiguous")
                .jsonPath("$.errors[*].detail")
                .isEqualTo(List.of(rel.toString(), other.toString()))
                .jsonPath("$.errors[0].field")
                .isEqualTo("rel")
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).contains(rel + ", " + other));
        assertThat(content(body(ask(trainer, trainer, filename, "?rel=" + other))))
                .isEqualTo(NEW);
        problem(ask(trainer, trainer, filename, "?rel=" + another), 404, "download.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&ttl=x", "&ttl=60&ttl=70", "&rel=t/c/m/l1"})
    void namesFaultyParameters(String query) {
        problem(ask(trainer, trainer, filename, "?rel=t/c/m" + query), 400, "request.invalid");
    }

    @Test
    void givesAnyoneWhateverHisIdIs() {
        String user = "auth0|" + formation;
        publish(2, true, true);
        lessons.uploaded(rel, "g1", filename, BYTES);
        lessons.enrolled(formation, user);

        assertThat(content(body(ask(user, user, filename, "")))).isEqualTo(BYTES);
    }

    @Test
    void handsOutTheFormerVideoUntilTheNewOnePlays() {
        Map<?, ?> issued = issued();
        lessons.playable(rel);
        awaitPlayable(rel);
        lessons.uploaded(rel, "g2", "new-" + filename, NEW);
        problem(ask(trainer, trainer, "new-" + filename, ""), 404, "download.unknown");

        lessons.playable(rel, "g2", NEW);
        awaitStatus(200, () -> ask(trainer, trainer, "new-" + filename, ""));

        assertThat(content(body(ask(trainer, trainer, "new-" + filename, "?rel=" + rel))))
                .isEqualTo(NEW);
        problem(ask(trainer, trainer, filename, ""), 404, "download.unknown");
        assertThat(content(issued)).as("what was begun goes on").isEqualTo(BYTES);
    }
}
