package dev.estrade.playback.progress;

import dev.estrade.events.Rel;
import dev.estrade.playback.entitlement.Generation;
import dev.estrade.playback.entitlement.Lesson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's progress in a lesson; all times are seconds with three decimals.
 *
 * @param position where he goes on; 0 at first
 * @param watched {@code [from, to]} in order, without overlaps, within the lesson
 * @param duration of the video that plays now; null until one does
 * @param completion per cent of the duration with one decimal, rounded down: 100 is all of it; 0 without a duration
 * @param updatedAt null if he never began
 */
record ProgressView(
        Rel rel,
        double position,
        List<List<Double>> watched,
        double watchedSeconds,
        @Nullable Double duration,
        double completion,
        @Nullable Instant updatedAt) {
    private static final double MILLIS = 1000;

    static ProgressView of(Rel rel, Lesson lesson, WatchRecord found) {
        return lesson.playing()
                .map(Generation::duration)
                .map(seconds -> Math.round(seconds * MILLIS))
                .filter(duration -> duration > 0)
                .map(duration -> known(rel, found, duration))
                .orElseGet(() -> of(rel, found.position(), found.watched(), null, 0, found.updatedAt()));
    }

    private static ProgressView known(Rel rel, WatchRecord found, long duration) {
        Watched watched = found.watched().within(duration);
        long tenths = watched.length() * 1000 / duration;
        long position = Math.min(found.position(), duration);
        return of(rel, position, watched, duration / MILLIS, tenths / 10.0, found.updatedAt());
    }

    private static ProgressView of(
            Rel rel,
            long position,
            Watched watched,
            @Nullable Double duration,
            double completion,
            @Nullable Instant updatedAt) {
        List<List<Double>> ranges = watched.ranges().stream()
                .map(range -> List.of(range.from() / MILLIS, range.to() / MILLIS))
                .toList();
        return new ProgressView(
                rel, position / MILLIS, ranges, watched.length() / MILLIS, duration, completion, updatedAt);
    }
}
