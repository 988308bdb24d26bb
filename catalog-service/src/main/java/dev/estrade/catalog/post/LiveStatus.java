package dev.estrade.catalog.post;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code live_status} of CONTRACT.md. */
enum LiveStatus {
    LIVE,
    /** What was recorded does not play yet, or whether there is something is still asked. */
    SAVING,
    /** Everything that could be saved is, and something plays. */
    SAVED,
    /** Over, with nothing recorded. */
    ENDED,
    /** Nothing of what was recorded can be played. */
    FAILED;

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LiveStatus of(Post post, Map<String, LessonState> states) {
        if (post.isLive()) {
            return post.openStop() == null ? LIVE : SAVING;
        }
        List<Status> kept = post.kept().stream()
                .map(recorded -> statusOf(states.get(recorded.stateId(post))))
                .filter(status -> status != Status.REMOVED)
                .toList();
        if (post.isRecorded() || kept.stream().anyMatch(LiveStatus::isUnderWay)) {
            return SAVING;
        }
        if (kept.isEmpty()) {
            return ENDED;
        }
        return kept.stream().anyMatch(status -> status != Status.FAILED) ? SAVED : FAILED;
    }

    /** Nothing was heard of it yet: its chunks are being joined. */
    static Status statusOf(@Nullable LessonState state) {
        return state == null ? Status.QUEUED : state.status();
    }

    private static boolean isUnderWay(Status status) {
        return status == Status.QUEUED || status == Status.PROBING || status == Status.ENCODING;
    }
}
