package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Video;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The end of replaced videos: they go on playing for those who began with them, until the video that the lesson has now
 * has been ready for long enough.
 *
 * @param left the content without them; the same content if nothing changes
 */
record Retirement(Content left, List<RemovedGeneration> retired) {

    /** @param kept for how long they stay beside a successor that plays */
    static Retirement of(Content content, Predicate<Lesson> plays, Instant now, Duration kept) {
        List<RemovedGeneration> retired = new ArrayList<>();
        Content left = content.withLessons(lesson -> {
            if (lesson.replaced().isEmpty() || !plays.test(lesson)) {
                return lesson;
            }
            List<Video> staying = new ArrayList<>();
            for (Video video : lesson.replaced()) {
                if (isOver(video.since(), now, kept)) {
                    retired.add(new RemovedGeneration(lesson.rel(), video.id()));
                } else {
                    staying.add(video.since() == null ? new Video(video.id(), now) : video);
                }
            }
            return lesson.with(lesson.video(), List.copyOf(staying));
        });
        return new Retirement(left, List.copyOf(retired));
    }

    private static boolean isOver(@Nullable Instant since, Instant now, Duration kept) {
        return since == null ? kept.isZero() : !since.plus(kept).isAfter(now);
    }
}
