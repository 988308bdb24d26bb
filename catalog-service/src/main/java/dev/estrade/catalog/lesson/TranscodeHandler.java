package dev.estrade.catalog.lesson;

import dev.estrade.catalog.lesson.LessonState.Failure;
import dev.estrade.catalog.lesson.LessonState.Known;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.Rel;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What transcode-service says of lessons; first of all, since others look at what is known of them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TranscodeHandler implements EventHandler {
    private static final int DONE = 100;

    private final LessonStates lessons;

    TranscodeHandler(LessonStates lessons) {
        this.lessons = lessons;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        LessonState said = said(event, time);
        return said == null ? Mono.empty() : lessons.project(said);
    }

    private static @Nullable LessonState said(Event event, Instant at) {
        if (event instanceof LessonProgressed e) {
            return state(
                    e.rel(), e.generation(), e.version(), Status.named(e.status()), e.progress(), at, Known.NOTHING);
        }
        if (event instanceof LessonPlayable e) {
            Known known = new Known(e.duration(), e.poster(), null);
            return state(e.rel(), e.generation(), e.version(), Status.PLAYABLE, 0, at, known);
        }
        if (event instanceof LessonReady e) {
            Known known = new Known(e.duration(), e.poster(), null);
            return state(e.rel(), e.generation(), e.version(), Status.READY, DONE, at, known);
        }
        if (event instanceof LessonFailed e) {
            Known known = new Known(null, null, new Failure(e.code(), e.detail()));
            return state(e.rel(), e.generation(), e.version(), Status.FAILED, 0, at, known);
        }
        return event instanceof GenerationErased e
                ? state(e.rel(), e.generation(), e.version(), Status.REMOVED, 0, at, Known.NOTHING)
                : null;
    }

    private static LessonState state(
            Rel rel, String generation, long version, Status status, int progress, Instant at, Known known) {
        String id = LessonState.idOf(rel, generation);
        return new LessonState(id, rel, generation, version, status, progress, at, known);
    }
}
