package dev.estrade.upload.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.RecordingEnded;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.recording.Life.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingTests {
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Recording prepared = Recording.of(
            "r1",
            new Live("l1", 1, "owner", true, null),
            "video/webm",
            Life.prepared(START, START.plus(LEASE), START.plusSeconds(3600)));
    private final Recording open = prepared.started();

    @Test
    void isToldOfOnceItIsOpen() {
        assertThat(prepared.pending()).isEmpty();
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.pending()).extracting(OutgoingEvent::type).containsExactly(EventType.RECORDING_STARTED.type());
        assertThat(open.started()).isSameAs(open);
    }

    @Test
    void opensNoMoreWhenItsLiveWasStoppedMeanwhile() {
        Recording stopped = prepared.stopped(START);

        assertThat(stopped.state()).isEqualTo(State.REMOVED);
        assertThatThrownBy(stopped::started)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.LIVE_CLOSED));
    }

    @Test
    void isNotLookedAtBeforeItsLeaseEnds() {
        assertThat(open.looked(arrived(1, START), START.plusSeconds(59), LEASE)).isSameAs(open);
    }

    @Test
    void livesForALeaseAfterItsNewestChunk() {
        Recording renewed = open.looked(arrived(3, START.plusSeconds(40)), START.plusSeconds(60), LEASE);

        assertThat(renewed.state()).isEqualTo(State.OPEN);
        assertThat(renewed.life().due()).isEqualTo(START.plusSeconds(100));
        Recording ended = renewed.looked(arrived(3, START.plusSeconds(40)), START.plusSeconds(100), LEASE);
        assertThat(ended.state()).isEqualTo(State.COUNTED);
    }

    @Test
    void livesForALeaseAfterItGrewWhereTheStoreTellsNoTimes() {
        Recording renewed = open.looked(arrived(3, null), START.plusSeconds(60), LEASE);

        assertThat(renewed.life().due()).isEqualTo(START.plusSeconds(120));
        assertThat(renewed.looked(arrived(3, null), START.plusSeconds(120), LEASE)
                        .state())
                .isEqualTo(State.COUNTED);
    }

    @Test
    void isRenewedByAskingForUrls() {
        Recording renewed = open.signed(START.plusSeconds(90), START.plusSeconds(7200));

        assertThat(renewed.life().due()).isEqualTo(START.plusSeconds(90));
        assertThat(renewed.life().urlsUntil()).isEqualTo(START.plusSeconds(7200));
        assertThat(renewed.looked(Arrived.NOTHING, START.plusSeconds(60), LEASE))
                .isSameAs(renewed);
    }

    @Test
    void waitsForTheLastChunksUntilNothingNewHasComeForTwoSeconds() {
        Instant stop = START.plusSeconds(30);
        Recording ending = open.stopped(stop);
        assertThat(ending.state()).isEqualTo(State.ENDING);

        Recording first = ending.looked(arrived(1, null), stop.plusMillis(1), LEASE);
        Recording grown = first.looked(arrived(2, null), stop.plusSeconds(2), LEASE);
        Recording same = grown.looked(arrived(2, null), stop.plusMillis(3500), LEASE);
        assertThat(same.state()).isEqualTo(State.ENDING);
        Recording quiet = same.looked(arrived(2, null), stop.plusSeconds(4), LEASE);
        assertThat(quiet.state()).isEqualTo(State.COUNTED);
        assertThat(quiet.life().seen().chunks()).isEqualTo(2);
    }

    @Test
    void waitsFifteenSecondsAtMost() {
        Instant stop = START.plusSeconds(30);
        Recording ending = open.stopped(stop);
        for (int second = 1; second < 15; second++) {
            ending = ending.looked(arrived(second, null), stop.plusSeconds(second), LEASE);
            assertThat(ending.state()).isEqualTo(State.ENDING);
        }

        assertThat(ending.looked(arrived(15, null), stop.plusSeconds(15), LEASE).state())
                .isEqualTo(State.COUNTED);
    }

    @Test
    void signsForTheLastChunksButPutsOffNothing() {
        Recording ending = open.stopped(START.plusSeconds(30));

        assertThat(ending.signed(START.plusSeconds(90), START.plusSeconds(7200))
                        .life()
                        .due())
                .isEqualTo(ending.life().due());
    }

    @Test
    void tellsItsEndOnce() {
        Recording counted = open.looked(arrived(0, null), START.plusSeconds(60), LEASE);
        Recording told = counted.told(true);

        assertThat(told.pending()).hasSize(2);
        RecordingEnded event = (RecordingEnded) EventJson.read(
                EventType.RECORDING_ENDED, told.pending().get(1).body().getBytes(UTF_8));
        assertThat(event.chunks()).isZero();
        assertThat(event.last()).isTrue();
        assertThat(told.told(false)).isSameAs(told);
        assertThat(told.hasOrMayHaveChunks()).isFalse();
        assertThatThrownBy(() -> told.signed(START, START))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(UploadProblem.RECORDING_ENDED));
    }

    @Test
    void isRemovedForGood() {
        Recording removed = open.removed();

        assertThat(removed.assembled()).isSameAs(removed);
        assertThat(removed.stopped(START)).isSameAs(removed);
        assertThat(removed.looked(arrived(1, START), START.plusSeconds(90), LEASE))
                .isSameAs(removed);
    }

    @Test
    void countsWellFormedNamesOnly() {
        assertThat(Chunks.seqOf("recordings/r1/000031")).hasValue(31);
        assertThat(Chunks.seqOf("recordings/r1/31")).isEmpty();
        assertThat(Chunks.seqOf("recordings/r1/000031.webm")).isEmpty();
        assertThat(Chunks.seqOf("recordings/r1/x/000031")).isEmpty();
    }

    private static Arrived arrived(int chunks, @Nullable Instant newest) {
        return new Arrived(chunks, chunks, chunks * 10L, newest);
    }
}
