package dev.estrade.catalog.formation;

import static dev.estrade.catalog.formation.Courses.TWO_MODULES;
import static dev.estrade.catalog.formation.Courses.patched;
import static dev.estrade.catalog.formation.Courses.types;
import static dev.estrade.catalog.formation.Courses.videos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.catalog.formation.Life.State;
import dev.estrade.events.EventType;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FormationTests {
    private static final List<RejectedUpload> REFUSED = List.of(new RejectedUpload("v9", "upload.unknown", "no"));

    private final Formation submitted = Courses.submitted(TWO_MODULES);
    private final Formation whole = submitted.claimed(Courses.answerTo("f1"));

    @Test
    void bindsEachVideoToItsOwnLesson() {
        assertThat(videos(submitted)).containsExactly("v1", "v2", "v3");
        assertThat(submitted.lessons().map(lesson -> lesson.rel().toString()).distinct())
                .hasSize(3);
        assertThat(submitted.shown().modules().get(0).clientRef()).isEqualTo("m-a");
    }

    @Test
    void becomesWholeOnceAndSaysSo() {
        assertThat(submitted.content()).isEqualTo(Content.NOTHING);
        assertThat(whole.state()).isEqualTo(State.WHOLE);
        assertThat(types(whole))
                .containsExactly(EventType.FORMATION_SUBMITTED.type(), EventType.FORMATION_PUBLISHED.type());
        assertThat(whole.claimed(Courses.answerTo("f1"))).isSameAs(whole);
        assertThat(whole.rejected("f1", List.of())).isSameAs(whole);
    }

    @Test
    void answersALateClaimOfATombstoneByAbandoningIt() {
        Formation rejected = submitted.rejected("f1", REFUSED);

        assertThat(rejected.claimed(Courses.answerTo("f1")).state()).isEqualTo(State.REJECTED);
        assertThat(types(rejected.claimed(Courses.answerTo("f1")))).endsWith(EventType.FORMATION_ABANDONED.type());
        assertThat(types(Formation.tombstone(Courses.answerTo("f9"))))
                .containsExactly(EventType.FORMATION_ABANDONED.type());
    }

    @Test
    void changesWhatNeedsNoVideoAtOnce() {
        Formation renamed = patched(whole, "{\"title\": \"Neu\", \"published\": false}");

        assertThat(renamed.content().title()).isEqualTo("Neu");
        assertThat(renamed.content().published()).isFalse();
        assertThat(renamed.life().edition()).isEqualTo(whole.life().edition() + 1);
        assertThat(types(renamed)).endsWith(EventType.FORMATION_PUBLISHED.type());
        assertThat(patched(renamed, "{\"title\": \"Neu\"}")).isSameAs(renamed);
    }

    @Test
    void letsLearnersDownloadOnceItSaysSo() {
        Formation open = patched(whole, "{\"allow_downloads\": true}");

        assertThat(whole.content().allowDownloads()).isFalse();
        assertThat(open.content().allowDownloads()).isTrue();
        assertThat(types(open)).endsWith(EventType.FORMATION_PUBLISHED.type());
        assertThat(patched(open, "{\"allow_downloads\": true}")).isSameAs(open);
        assertThat(patched(open, "{\"title\": \"Neu\"}").content().allowDownloads())
                .isTrue();
        assertThat(patched(open, "{\"allow_downloads\": null}").content().allowDownloads())
                .isFalse();
        assertThat(Courses.whole(TWO_MODULES.replace("\"modules\"", "\"allow_downloads\": true, \"modules\""))
                        .content()
                        .allowDownloads())
                .isTrue();
    }

    @Test
    void showsNothingOfAChangeUntilItsVideosAreClaimed() {
        Formation waiting = withNewVideo();

        assertThat(videos(waiting)).containsExactly("v1", "v2", "v3");
        assertThat(types(waiting)).endsWith(EventType.FORMATION_SUBMITTED.type());
        Formation changed = waiting.claimed(Courses.answerTo(claimOf(waiting)));
        assertThat(videos(changed)).containsExactly("v9", "v2", "v3");
        assertThat(changed.lessons().findFirst().orElseThrow().replaced())
                .extracting(Content.Video::id)
                .containsExactly("v1");
        assertThat(changed.claimed(Courses.answerTo(claimOf(waiting)))).isSameAs(changed);
    }

    @Test
    void staysAsItWasWhenAChangesVideosAreRefused() {
        Formation waiting = withNewVideo();

        Formation refused = waiting.rejected(claimOf(waiting), REFUSED);

        assertThat(refused.content()).isEqualTo(whole.content());
        assertThat(refused.state()).isEqualTo(State.WHOLE);
        assertThat(refused.claimed(Courses.answerTo(claimOf(waiting)))).isSameAs(refused);
        assertThat(videos(patched(refused, "{\"title\": \"Weiter\"}"))).containsExactly("v1", "v2", "v3");
    }

    @Test
    void takesOneChangeAtATime() {
        Formation waiting = withNewVideo();

        assertThatThrownBy(() -> patched(waiting, "{\"title\": \"x\"}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("waits for its videos");
    }

    @Test
    void removesWhatAChangeLeavesOut() {
        String kept = whole.content().modules().get(1).id();

        Formation smaller = patched(whole, "{\"modules\": [{\"id\": \"%s\"}]}".formatted(kept));

        assertThat(videos(smaller)).containsExactly("v3");
        assertThat(types(smaller)).endsWith(EventType.FORMATION_PUBLISHED.type(), EventType.GENERATIONS_REMOVED.type());
    }

    @Test
    void leavesATombstoneWhenItIsDeleted() {
        Formation deleted = whole.deleted();

        assertThat(deleted.state()).isEqualTo(State.DELETED);
        assertThat(types(deleted)).endsWith(EventType.FORMATION_DELETED.type(), EventType.GENERATIONS_REMOVED.type());
        assertThat(deleted.deleted()).isSameAs(deleted);
        assertThat(deleted.claimed(Courses.answerTo("f1"))).isSameAs(deleted);
    }

    @Test
    void takesNoChangeOnceItIsDeleted() {
        Formation deleted = whole.deleted();

        assertThatThrownBy(() -> deleted.revised(whole.content(), false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no such formation");
    }

    @Test
    void learnsHowItsPresentationIsWithoutAnotherEdition() {
        Formation presented = Courses.whole(TWO_MODULES.replaceFirst("\\{", "{\"presentationVideoId\": \"p1\","));
        Place place = Place.of("f1");

        Formation ready =
                presented.told(place, new Presentation("p1", 1, Presentation.Status.READY, "key", "poster", null));

        assertThat(Objects.requireNonNull(ready.content().presentation()).status())
                .isEqualTo(Presentation.Status.READY);
        assertThat(ready.life().edition()).isEqualTo(presented.life().edition());
        assertThat(ready.told(place, new Presentation("other", 9, Presentation.Status.READY, "key", "poster", null)))
                .isSameAs(ready);
        assertThat(whole.told(place, new Presentation("p1", 1, Presentation.Status.READY, "key", "poster", null)))
                .isSameAs(whole);
    }

    @Test
    void releasesWhatIsBeingClaimedWhenItIsDeleted() {
        assertThat(types(submitted.deleted()))
                .endsWith(EventType.FORMATION_ABANDONED.type(), EventType.GENERATIONS_REMOVED.type());
        assertThat(types(withNewVideo().deleted()))
                .contains(EventType.FORMATION_ABANDONED.type(), EventType.FORMATION_DELETED.type());
    }

    private Formation withNewVideo() {
        String module = whole.content().modules().get(0).id();
        String first = whole.lessons().findFirst().orElseThrow().id();
        String second = whole.lessons().skip(1).findFirst().orElseThrow().id();
        String other = whole.content().modules().get(1).id();
        return patched(
                whole,
                "{\"modules\": [{\"id\": \"%s\", \"videos\": [{\"id\": \"%s\", \"videoId\": \"v9\"}, {\"id\": \"%s\"}]}, {\"id\": \"%s\"}]}"
                        .formatted(module, first, second, other));
    }

    private static String claimOf(Formation formation) {
        return Objects.requireNonNull(formation.draft()).claimId();
    }
}
