package dev.estrade.catalog.lesson;

import dev.estrade.catalog.lesson.LessonState.Failure;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.support.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class TranscodeListener {
    private static final int DONE = 100;

    private final Inbox inbox;
    private final LessonStates lessons;

    TranscodeListener(Inbox inbox, LessonStates lessons) {
        this.inbox = inbox;
        this.lessons = lessons;
    }

    @KafkaListener(topics = Topics.TRANSCODES)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    private Mono<Void> handle(Event event) {
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
        return new LessonState(rel.lessonId(), rel, generation, version, status, progress, duration, error);
    }
}
