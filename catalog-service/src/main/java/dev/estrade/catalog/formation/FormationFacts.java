package dev.estrade.catalog.formation;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.Fact.Type;
import dev.estrade.catalog.fact.FactListener;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsRejected;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells that lessons, and with the last of them formations, are ready or failed. */
@Component
@Order(FormationFacts.BEFORE + 1)
class FormationFacts implements EventHandler {
    /** The order of the handlers that this one builds on. */
    static final int BEFORE = 0;

    private final Formations formations;
    private final FormationViews views;
    private final List<FactListener> listeners;

    FormationFacts(Formations formations, FormationViews views, List<FactListener> listeners) {
        this.formations = formations;
        this.views = views;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof LessonReady e) {
            Map<String, Object> outcome = Map.of("duration", e.duration());
            return lesson(
                    new LessonEnd(e.rel(), e.generation(), e.ownerId(), Type.LESSON_READY, time, outcome, e.version()));
        }
        if (event instanceof LessonFailed e) {
            Map<String, Object> outcome = Map.of("error", Map.of("code", e.code(), "detail", e.detail()));
            return lesson(new LessonEnd(
                    e.rel(), e.generation(), e.ownerId(), Type.LESSON_FAILED, time, outcome, e.version()));
        }
        if (event instanceof UploadsRejected e) {
            return e.claimId().equals(e.formationId())
                    ? formations
                            .find(e.formationId())
                            .flatMap(known -> tell(FactsOf.rejected(known, e.uploads(), time)))
                    : Mono.empty();
        }
        // Their lessons may have come to their ends before.
        if (event instanceof UploadsClaimed e) {
            return formations.find(e.formationId()).flatMap(known -> whole(known, time));
        }
        // A lesson that was removed may have been the last one that was missing.
        if (event instanceof GenerationErased e) {
            return formations.find(e.rel().courseId()).flatMap(known -> whole(known, time));
        }
        return event instanceof LessonUploaded e
                ? formations.find(e.upload().rel().courseId()).flatMap(known -> whole(known, time))
                : Mono.empty();
    }

    /** What lives leave is told of as recordings. */
    private Mono<Void> lesson(LessonEnd end) {
        if (end.rel().courseId().equals(LivePlace.COURSE)) {
            return Mono.empty();
        }
        return formations
                .find(end.rel().courseId())
                .flatMap(formation -> Mono.justOrEmpty(FactsOf.lesson(formation, end))
                        .flatMap(this::tell)
                        .then(whole(formation, end.at()))
                        .thenReturn(true))
                .switchIfEmpty(Mono.justOrEmpty(FactsOf.lesson(end))
                        .flatMap(this::tell)
                        .thenReturn(true))
                .then();
    }

    private Mono<Void> whole(Formation formation, Instant at) {
        return views.progress(List.of(formation))
                .flatMap(progress -> Mono.justOrEmpty(FactsOf.settled(formation, progress, at)))
                .flatMap(this::tell);
    }

    private Mono<Void> tell(Fact fact) {
        return FactListener.tellAll(listeners, fact);
    }

    /**
     * @param ownerId null from older producers
     * @param version of the transcode, which may fail again after a retry
     */
    record LessonEnd(
            Rel rel,
            String generation,
            @Nullable String ownerId,
            Type type,
            Instant at,
            Map<String, Object> outcome,
            long version) {}
}
