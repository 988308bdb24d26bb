package dev.estrade.upload.recording;

import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks after recordings that are due: whose lease is over, whose live was stopped, whose end is not told yet. */
@Component
class RecordingEnds {
    private static final Logger log = LoggerFactory.getLogger(RecordingEnds.class);
    private static final int LIMIT = 200;
    private static final int AT_ONCE = 8;

    private final Recordings recordings;
    private final Chunks chunks;
    private final RecordingProperties settings;
    private final Instant started = Instant.now();

    RecordingEnds(Recordings recordings, Chunks chunks, RecordingProperties settings) {
        this.recordings = recordings;
        this.chunks = chunks;
        this.settings = settings;
    }

    /** All that are due now, each for itself. */
    Mono<Void> run() {
        return recordings
                .due(Instant.now(), LIMIT)
                .filter(due -> due.state() != Life.State.OPEN || wasThereForALease())
                .flatMap(
                        due -> advance(due)
                                .onErrorResume(failure -> Mono.fromRunnable(
                                        () -> log.warn("Recording {} waits: {}", due.id(), failure.toString()))),
                        AT_ONCE)
                .then();
    }

    /** While this service was away, browsers could not ask for more URLs: they get a lease to do so. */
    private boolean wasThereForALease() {
        return Instant.now().isAfter(started.plus(settings.lease()));
    }

    /** The live is over: those that are open end. */
    Flux<Recording> stop(String liveId) {
        Instant now = Instant.now();
        return recordings.of(liveId).concatMap(found -> recordings.change(found.id(), current -> current.stopped(now)));
    }

    private Mono<Void> advance(Recording due) {
        return switch (due.state()) {
            case PREPARED -> recordings.forget(due);
            case OPEN, ENDING ->
                chunks.arrived(due.id())
                        .flatMap(arrived -> recordings.change(
                                due.id(), current -> current.looked(arrived, Instant.now(), settings.lease())))
                        .flatMap(this::tell);
            case COUNTED -> tell(due);
            case ENDED, ASSEMBLED, REMOVED -> Mono.empty();
        };
    }

    /**
     * After the count is written: of two that end at the same moment, at least the one that asks later sees that the
     * other is not open.
     */
    private Mono<Void> tell(Recording counted) {
        return counted.state() == Life.State.COUNTED
                ? recordings
                        .isLast(counted)
                        .flatMap(last -> recordings.change(counted.id(), current -> current.told(last)))
                        .then()
                : Mono.empty();
    }

    @Configuration(proxyBeanMethods = false)
    static class Polling {
        @Bean
        RecurringJob recordingPoll(RecordingEnds ends) {
            return new RecurringJob("recording poll", Duration.ofMillis(500), ends::run);
        }
    }
}
