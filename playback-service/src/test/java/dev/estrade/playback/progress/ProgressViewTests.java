package dev.estrade.playback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.playback.entitlement.Generation;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.playback.entitlement.Lesson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressViewTests {
    private static final Rel REL = new Rel("t", "c", "m", "l");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void showsThePartsInSeconds() {
        WatchRecord found = told(45_250, new Range(40_000, 45_250), new Range(0, 12_500));

        assertThat(view(60, found))
                .isEqualTo(new ProgressView(
                        REL, 45.25, List.of(List.of(0.0, 12.5), List.of(40.0, 45.25)), 17.75, 60.0, 29.5, NOON));
    }

    @ParameterizedTest
    @CsvSource({"59499, 99.1", "59500, 100.0", "60000, 100.0", "90000, 100.0", "20019, 33.3", "59, 0.0"})
    void isCompleteOnlyWhenAllWasWatched(long to, double completion) {
        assertThat(view(60, told(0, new Range(0, to))).completion()).isEqualTo(completion);
    }

    @Test
    void followsTheVideoThatPlaysNow() {
        WatchRecord found = told(80_000, new Range(0, 30_000), new Range(50_000, 90_000));

        assertThat(view(100, found).completion()).isEqualTo(70);
        ProgressView shorter = view(60, found);
        assertThat(shorter.position()).isEqualTo(60);
        assertThat(shorter.watched()).containsExactly(List.of(0.0, 30.0), List.of(50.0, 60.0));
        assertThat(shorter.completion()).isEqualTo(66.6);
    }

    @Test
    void hasNoPercentageWithoutADuration() {
        Lesson converting = new Lesson(REL.toString(), null, null, List.of());

        assertThat(ProgressView.of(REL, converting, told(5_000, new Range(0, 5_000))))
                .isEqualTo(new ProgressView(REL, 5, List.of(List.of(0.0, 5.0)), 5, null, 0, NOON));
        assertThat(view(0, told(5_000)).duration()).isNull();
    }

    @Test
    void isNothingBeforeTheBeginning() {
        assertThat(view(60, WatchRecord.none(REL, "u")))
                .isEqualTo(new ProgressView(REL, 0, List.of(), 0, 60.0, 0, null));
    }

    private static WatchRecord told(long position, Range... watched) {
        return WatchRecord.none(REL, "u").with(position, List.of(watched), NOON);
    }

    private static ProgressView view(double duration, WatchRecord found) {
        Generation generation = new Generation("g", 1, Status.READY, NOON, duration, NOON, null, null);
        return ProgressView.of(REL, new Lesson(REL.toString(), null, null, List.of(generation)), found);
    }
}
