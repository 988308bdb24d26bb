package dev.estrade.transcode.work;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.work.Removal.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Erases generations that nobody needs, step by step as their tombstones say: a crash or a store that is away only delays
 * it. Keys have a job of their own, so that no formation waits for another one's renditions to become unreadable.
 */
@Component
class Erasure implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(Erasure.class);
    private static final Set<Step> AFTER_THE_KEY = EnumSet.of(Step.RENDITIONS, Step.STRAYS, Step.ROW);
    private static final Duration TOMBSTONE = Duration.ofHours(24);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int WRITTEN_AT_ONCE = 16;
    private static final int KEYS = 200;
    private static final int KEYS_AT_ONCE = 16;
    private static final int FOLDERS = 20;
    private static final int FOLDERS_AT_ONCE = 2;

    private final Transcodes transcodes;
    private final Shelf shelf;
    private final Duration lastLease;

    Erasure(Transcodes transcodes, Shelf shelf, TranscodeProperties settings) {
        this.transcodes = transcodes;
        this.shelf = shelf;
        this.lastLease = settings.lease().multipliedBy(2);
    }

    /** Only says so: a formation may have more objects than an event has time. */
    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof GenerationsRemoved removed
                ? Flux.fromIterable(removed.generations())
                        .map(one -> Lesson.unknown(one.rel(), one.generation()))
                        .flatMap(lesson -> transcodes.remove(lesson, Instant.now()), WRITTEN_AT_ONCE)
                        .then()
                : Mono.empty();
    }

    Mono<Void> keys(Instant now) {
        return transcodes
                .owing(List.of(Step.KEY), now, KEYS)
                .flatMap(removed -> step(removed, now), KEYS_AT_ONCE)
                .then();
    }

    Mono<Void> renditions(Instant now) {
        return transcodes
                .owing(AFTER_THE_KEY, now, FOLDERS)
                .flatMap(removed -> step(removed, now), FOLDERS_AT_ONCE)
                .then();
    }

    private Mono<Void> step(Transcode removed, Instant now) {
        return Mono.justOrEmpty(removed.state().removal())
                .flatMap(removal -> done(removed, removal.next(), now)
                        .onErrorResume(failure -> postponed(removed, removal, failure)));
    }

    private Mono<Void> done(Transcode removed, Step step, Instant now) {
        return switch (step) {
            case KEY -> shelf.eraseKey(removed.lesson()).then(noted(removed, step, now));
            case RENDITIONS -> all(removed).then(noted(removed, step, now.plus(lastLease)));
            case STRAYS -> all(removed).then(noted(removed, step, now.plus(TOMBSTONE)));
            case ROW -> all(removed).then(transcodes.forget(removed));
        };
    }

    /** The key as well: a probe that was under way when it went may have made another one. */
    private Mono<Void> all(Transcode removed) {
        return shelf.eraseKey(removed.lesson())
                .then(shelf.erase(removed.lesson()))
                .filter(objects -> objects > 0)
                .doOnNext(objects -> log.info("{}: erased {} objects", removed.id(), objects))
                .then();
    }

    private Mono<Void> noted(Transcode removed, Step done, Instant next) {
        return transcodes
                .change(removed.id(), current -> current.erased(done, next))
                .then();
    }

    private Mono<Void> postponed(Transcode removed, Removal step, Throwable failure) {
        log.warn("{}: its removal waits: {}", removed.id(), failure.toString());
        return transcodes
                .change(
                        removed.id(),
                        current -> current.postponed(step, Instant.now().plus(PAUSE_AFTER_FAILURE)))
                .then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        private static final Duration OFTEN = Duration.ofSeconds(1);

        @Bean
        RecurringJob keyErasure(Erasure erasure) {
            return new RecurringJob("key erasure", OFTEN, () -> erasure.keys(Instant.now()));
        }

        @Bean
        RecurringJob renditionErasure(Erasure erasure) {
            return new RecurringJob(
                    "rendition erasure", OFTEN.multipliedBy(2), () -> erasure.renditions(Instant.now()));
        }
    }
}
