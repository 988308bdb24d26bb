package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Known;
import dev.estrade.catalog.lesson.LessonState.Status;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far lessons are. One of which nothing was heard yet is queued.
 *
 * @param states by {@link Lesson#stateId}
 * @param posters the URL of each key
 */
record Progress(Map<String, LessonState> states, Function<String, URI> posters) {
    private static final Known NOTHING = new Known(null, null, null);

    Status status(Lesson lesson) {
        LessonState state = states.get(lesson.stateId());
        return state == null ? Status.QUEUED : state.status();
    }

    /** 0..100. */
    int percent(Lesson lesson) {
        LessonState state = states.get(lesson.stateId());
        return state == null ? 0 : state.progress();
    }

    Known known(Lesson lesson) {
        LessonState state = states.get(lesson.stateId());
        return state == null ? NOTHING : state.known();
    }

    /** Which failure it is; empty for a lesson that did not fail. */
    String failure(Lesson lesson) {
        LessonState state = states.get(lesson.stateId());
        return state == null || state.status() != Status.FAILED ? "" : ":" + state.version();
    }

    @Nullable
    URI poster(Lesson lesson) {
        String key = known(lesson).poster();
        return key == null ? null : posters.apply(key);
    }
}
