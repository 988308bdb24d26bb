package dev.estrade.catalog.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Known;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.catalog.post.LiveLife.State;
import dev.estrade.catalog.post.Post.Media;
import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostTests {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Rel STREAM = LivePlace.stream("l1");

    private final Post live = sent(Post.started("l1", "auth0|author", "Test caméra"));

    @Test
    void isToldOfFromItsStart() {
        assertThat(events(Post.started("l1", "auth0|author", "x")))
                .containsExactly(new LiveChanged("l1", 0, "auth0|author", true, true, List.of(STREAM)));
        assertThat(LiveStatus.of(live, Map.of())).isEqualTo(LiveStatus.LIVE);
    }

    @Test
    void asksOneQuestionAtATime() {
        Post asked = live.stopped("u1", true);

        assertThat(events(asked))
                .singleElement()
                .isEqualTo(new LiveStopped("l1", 1, String.valueOf(asked.openStop()), "auth0|author", "u1", true));
        assertThat(asked.stopped(null, false)).isSameAs(asked);
        assertThat(LiveStatus.of(asked, Map.of())).isEqualTo(LiveStatus.SAVING);
    }

    @Test
    void isOverWhenItsMediaAreAccepted() {
        Post over = accepted(live, "r1", "r2");

        assertThat(over.life().state()).isEqualTo(State.OVER);
        assertThat(over.life().endedAt()).isEqualTo(NOW);
        assertThat(events(over).get(0))
                .isEqualTo(
                        new LiveChanged("l1", 1, "auth0|author", false, true, List.of(STREAM, rel("r1"), rel("r2"))));
        assertThat(over.stopped("u9", true)).isSameAs(over);
    }

    @Test
    void runsOnWhenItIsRefusedAndHearsNoLateAnswer() {
        Post first = sent(live.stopped(null, true));
        String old = String.valueOf(first.openStop());
        Post refused = first.refused(new LiveMediaRefused("l1", 0, old, "recording.unreachable_url", "No."));
        assertThat(LiveStatus.of(refused, Map.of())).isEqualTo(LiveStatus.LIVE);
        assertThat(refused.pending()).isEmpty();

        Post second = refused.stopped("u1", true);
        assertThat(second.openStop()).isNotEqualTo(old);
        assertThat(second.accepted(answer(old, "r1"), NOW)).isSameAs(second);
        assertThat(second.refused(new LiveMediaRefused("l1", 0, old, "c", "d"))).isSameAs(second);
    }

    @Test
    void keepsTheFilmThatWasUploaded() {
        Post asked = sent(live.stopped("u1", true));
        ClaimedUpload film = new ClaimedUpload("u1", rel("u1"), "f.mp4", "k", "e", 700, "mp4");

        Post over = asked.accepted(
                new LiveMediaAccepted("l1", 0, String.valueOf(asked.openStop()), "auth0|author", List.of("u1"), film),
                NOW);

        assertThat(over.kept()).containsExactly(new Recorded("u1", Recorded.State.KEPT, 700));
    }

    @Test
    void stopsItselfWhenItsLastRecordingEnds() {
        Post one = live.recordingStarted("r1").recordingStarted("r2").recordingEnded(ended("r1", 3, false));
        assertThat(one.openStop()).isNull();
        assertThat(events(one))
                .singleElement()
                .isEqualTo(new LiveChanged("l1", 1, "auth0|author", true, true, List.of(STREAM, rel("r1"))));

        Post two = sent(one).recordingEnded(ended("r2", 3, true));

        assertThat(two.openStop()).isNotNull();
        assertThat(events(two)).hasSize(2).last().isInstanceOfSatisfying(LiveStopped.class, e -> {
            assertThat(e.uploadId()).isNull();
            assertThat(e.mediaExpected()).isFalse();
        });
        assertThat(two.recordingEnded(ended("r2", 3, true))).isSameAs(two);
    }

    @Test
    void dropsARecordingOfWhichNothingArrivedWhicheverNewsComesFirst() {
        Post after = accepted(live, "r1").recordingEnded(ended("r1", 0, true));
        Post before = accepted(live.recordingEnded(ended("r1", 0, false)), "r1");

        for (Post post : List.of(after, before)) {
            assertThat(post.kept()).isEmpty();
            assertThat(LiveStatus.of(post, Map.of())).isEqualTo(LiveStatus.ENDED);
            assertThat(post.recordingStarted("r1")).isSameAs(post);
        }
        assertThat(events(after))
                .last()
                .isInstanceOfSatisfying(
                        LiveChanged.class, e -> assertThat(e.rels()).containsExactly(STREAM));
    }

    @Test
    void isSavedWhenAllThatCanPlays() {
        Post over = accepted(live, "r1", "r2");

        assertThat(status(over, null, null)).isEqualTo(LiveStatus.SAVING);
        assertThat(status(over, Status.READY, Status.ENCODING)).isEqualTo(LiveStatus.SAVING);
        assertThat(status(over, Status.PLAYABLE, Status.FAILED)).isEqualTo(LiveStatus.SAVED);
        assertThat(status(over, Status.FAILED, null)).isEqualTo(LiveStatus.SAVING);
        assertThat(status(over, Status.FAILED, Status.FAILED)).isEqualTo(LiveStatus.FAILED);
        assertThat(status(over, Status.REMOVED, Status.FAILED)).isEqualTo(LiveStatus.FAILED);
        assertThat(status(over, Status.REMOVED, Status.REMOVED)).isEqualTo(LiveStatus.ENDED);
        assertThat(LiveStatus.of(accepted(live), Map.of())).isEqualTo(LiveStatus.ENDED);
    }

    @Test
    void isNotDeletedWhileItRunsNorWithoutAWordAboutItsMedia() {
        assertThatThrownBy(() -> live.deleted(Media.DELETE, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(CatalogProblem.POST_LIVE_RUNNING));
        assertThatThrownBy(() -> accepted(live, "r1").deleted(null, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(CatalogProblem.POST_HAS_MEDIA));
        assertThat(accepted(live).deleted(null, NOW).isTombstone()).isTrue();
    }

    @Test
    void takesItsMediaAlong() {
        Post gone = sent(accepted(live, "r1")).deleted(Media.DELETE, NOW);

        assertThat(events(gone))
                .containsExactly(
                        new LiveChanged("l1", 1, "auth0|author", false, false, List.of()),
                        new GenerationsRemoved(
                                "l1",
                                1,
                                List.of(new RemovedGeneration(rel("r1"), "r1"), new RemovedGeneration(STREAM, "r1"))));
        assertThat(gone.deleted(Media.KEEP, NOW)).isSameAs(gone);
        Post late = sent(gone).recordingEnded(ended("r2", 2, true));
        assertThat(late.openStop()).isNull();
        assertThat(events(late))
                .singleElement()
                .isInstanceOfSatisfying(
                        GenerationsRemoved.class,
                        e -> assertThat(e.generations()).contains(new RemovedGeneration(rel("r2"), "r2")));
        assertThat(sent(late).recordingEnded(ended("r2", 2, true)).pending()).isEmpty();
    }

    @Test
    void leavesItsMediaToItsAuthor() {
        Post gone = sent(accepted(live, "r1")).deleted(Media.KEEP, NOW);

        assertThat(events(gone))
                .containsExactly(
                        new LiveChanged("l1", 1, "auth0|author", false, false, List.of(rel("r1"))),
                        new GenerationsRemoved("l1", 1, List.of(new RemovedGeneration(STREAM, "r1"))));
        assertThat(events(sent(gone).erased("r1")))
                .as("its author deleted it after all")
                .containsExactly(new LiveChanged("l1", 1, "auth0|author", false, false, List.of()));
    }

    private static Post accepted(Post live, String... recordings) {
        Post asked = sent(live.stopped(null, false));
        return asked.accepted(answer(String.valueOf(asked.openStop()), recordings), NOW);
    }

    private static LiveMediaAccepted answer(String stopId, String... recordings) {
        return new LiveMediaAccepted("l1", 0, stopId, "auth0|author", Arrays.asList(recordings), null);
    }

    private static RecordingEnded ended(String id, int chunks, boolean last) {
        return new RecordingEnded(id, 4, "l1", "auth0|author", chunks, chunks, chunks * 10L, last);
    }

    private static Rel rel(String id) {
        return LivePlace.recording("auth0|author", "l1", id);
    }

    private static LiveStatus status(Post post, @Nullable Status first, @Nullable Status second) {
        Map<String, LessonState> states = new HashMap<>();
        put(states, "r1", first);
        put(states, "r2", second);
        return LiveStatus.of(post, states);
    }

    private static void put(Map<String, LessonState> states, String id, @Nullable Status status) {
        if (status != null) {
            String stateId = LessonState.idOf(rel(id), id);
            Known nothing = new Known(null, null, null);
            states.put(stateId, new LessonState(stateId, rel(id), id, 1, status, 0, NOW, nothing));
        }
    }

    /** As it is once it was written and its events are out. */
    private static Post sent(Post post) {
        return new Post(post.id(), 0L, post.ownerId(), post.content(), post.life(), post.recordings(), List.of(), null);
    }

    private static List<Event> events(Post post) {
        return post.pending().stream()
                .map(event -> EventJson.read(
                        EventType.named(event.type()).orElseThrow(),
                        Objects.requireNonNull(event.body()).getBytes(UTF_8)))
                .toList();
    }
}
