package dev.estrade.transcode.rotation;

import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.keys.KeyName;
import dev.estrade.support.keys.Rewrapping;
import dev.estrade.support.keys.Rewrapping.Outcome;
import dev.estrade.support.keys.Rewrapping.Result;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.transcode.work.Transcodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Walks the keys' bucket and brings what is under an older key-encryption key under the current one.
 *
 * <p>A key that is erased meanwhile stays erased. The erasure writes its tombstone before it deletes the key, and keeps it
 * for a day. What is written here before that deletion is deleted by it. What is written after it is therefore written
 * after the tombstone, so the look for one that follows each write finds it and deletes the key again; stores that honour
 * {@code If-Match} do not write it at all. On the others a write whose answer is lost, a look that fails, or a process
 * that is killed between the two leave the key to the erasure's later steps, which delete it once more after two leases
 * and after a day; playback-service has tombstones of its own and gives it to nobody in between. A key without any row is
 * left alone: a database that was lost must not cost the keys.
 */
@Component
class KeyRotation {
    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);
    private static final int PIECE = 1_000;
    private static final int AT_ONCE = 16;

    private final Rewrapping rewrapping;
    private final ContentKeys keys;
    private final Transcodes transcodes;
    private final Rotations rotations;
    private final RotationMetrics metrics;
    private final AtomicBoolean announced = new AtomicBoolean();

    KeyRotation(
            Rewrapping rewrapping,
            ContentKeys keys,
            Transcodes transcodes,
            Rotations rotations,
            RotationMetrics metrics) {
        this.rewrapping = rewrapping;
        this.keys = keys;
        this.transcodes = transcodes;
        this.rotations = rotations;
        this.metrics = metrics;
    }

    /** A walk if one is due and no other process is at it. */
    Mono<Void> run(Instant now) {
        return Mono.defer(() -> known(now))
                .doOnNext(metrics::publish)
                .filter(rotation -> rotation.isDue(now))
                .flatMap(due -> rotations.save(due.begun(now)))
                .flatMap(this::walk)
                .doOnNext(metrics::publish)
                .then();
    }

    private Mono<Rotation> known(Instant now) {
        String kid = rewrapping.currentId();
        return rotations
                .of(kid)
                .filter(known -> announced.get())
                .switchIfEmpty(Mono.defer(() -> rotations.announced(kid, now)))
                .doOnNext(said -> announced.set(true));
    }

    private Mono<Rotation> walk(Rotation begun) {
        return rewrapping
                .all()
                .count()
                .map(all -> new Tally(begun.kid(), all))
                .delayUntil(tally -> rewrapping.all().buffer(PIECE).concatMap(piece -> looked(piece, tally, begun)))
                .doOnNext(Tally::logFaults)
                .flatMap(tally -> rotations.change(begun, rotation -> rotation.ended(tally.left())));
    }

    private Mono<Rotation> looked(List<KeyName> piece, Tally tally, Rotation begun) {
        return Flux.fromIterable(piece)
                .flatMap(this::looked, AT_ONCE)
                .doOnNext(tally::add)
                .doOnComplete(tally::logProgress)
                .then(rotations.change(begun, rotation -> rotation.alive(Instant.now())));
    }

    private Mono<Outcome> looked(KeyName name) {
        return rewrapping
                .rewrap(name)
                .delayUntil(outcome -> outcome.result() == Result.REWRAPPED ? erasedAgain(name) : Mono.empty())
                .doOnError(failure -> log.warn("{}: its content key waits: {}", name.id(), failure.toString()))
                .onErrorReturn(new Outcome(Result.MISSED, ""));
    }

    private Mono<Void> erasedAgain(KeyName name) {
        return transcodes
                .isRemoved(name.id())
                .filter(removed -> removed)
                .flatMap(removed -> keys.delete(name.rel(), name.generation()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Walking {
        private static final Duration LOOK = Duration.ofMinutes(1);

        @Bean
        RecurringJob keyRotationWalk(KeyRotation rotation) {
            return new RecurringJob("key rotation", LOOK, () -> rotation.run(Instant.now()));
        }
    }
}
