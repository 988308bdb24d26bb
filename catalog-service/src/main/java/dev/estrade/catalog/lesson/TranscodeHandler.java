package dev.estrade.catalog.lesson;

import dev.estrade.catalog.lesson.LessonState.Failure;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.Rel;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What transcode-service says of lessons. */
@Component
class TranscodeHandler implements EventHandler {
    private static final int DONE = 100;

    private final LessonStates lessons;

    TranscodeHandler(LessonStates lessons) {
        this.lessons = lessons;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        LessonState said = said(event);
        return said == null ? Mono.empty() : lessons.project(said);
    }

    private static @Nullable LessonState said(Event event) {
        if (event instanceof LessonProgressed e) {
            return state(e.rel(), e.generation(), e.version(), Status.named(e.status()), e.progress(), null, null);
        }
        if (event instanceof LessonPlayable e) {
            return state(e.rel(), e.generation(), e.version(), Status.PLAYABLE, 0, e.duration(), null);
        }
        if (event instanceof LessonReady e) {
            return state(e.rel(), e.generation(), e.version(), Status.READY, DONE, e.duration(), null);
        }
        if (event instanceof LessonFailed e) {
            Failure failure = new Failure(e.code(), e.detail());
            return state(e.rel(), e.generation(), e.version(), Status.FAILED, 0, null, failure);
        }
        return null;
    }

    private static LessonState state(
            Rel rel,
            String generation,
            long version,
            Status status,
            int progress,
            @Nullable Double duration,
            @Nullable Failure error) {
        return new LessonState(
                LessonState.idOf(rel, generation), rel, generation, version, status, progress, duration, error);
    }
}
