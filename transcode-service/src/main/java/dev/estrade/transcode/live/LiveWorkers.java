package dev.estrade.transcode.live;

import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.live.Recording.Stage;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.work.Blame;
import dev.estrade.transcode.work.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Some that each make one recording play while it arrives, and one that joins those that are over. Each works under a
 * lease that it keeps alive; on shutdown leases are handed back, after a kill -9 they end by themselves, and another
 * process goes on.
 */
@Component
class LiveWorkers extends Workforce {
    private static final Logger log = LoggerFactory.getLogger(LiveWorkers.class);
    private static final Duration PAUSE_OF_DEPENDENCY = Duration.ofSeconds(3);

    private final Recordings recordings;
    private final Streaming streaming;
    private final Joining joining;
    private final int lives;
    private final Duration lease;
    private final Map<String, Recording> held = new ConcurrentHashMap<>();

    LiveWorkers(Recordings recordings, Streaming streaming, Joining joining, TranscodeProperties settings) {
        this.recordings = recordings;
        this.streaming = streaming;
        this.joining = joining;
        this.lives = settings.lives();
        this.lease = settings.lease();
    }

    @Override
    protected List<Mono<Boolean>> turns() {
        List<Mono<Boolean>> workers = new ArrayList<>(Collections.nCopies(lives, turn(Stage.STREAMING)));
        workers.add(turn(Stage.JOINING));
        return workers;
    }

    /** What is held now, before it is cancelled. */
    @Override
    protected Mono<Void> handBack() {
        List<Recording> mine = List.copyOf(held.values());
        return Flux.fromIterable(mine)
                .flatMap(one -> recordings.change(one.id(), current -> current.postponed(one, Instant.now())))
                .then();
    }

    private Mono<Boolean> turn(Stage stage) {
        return recordings.take(stage, lease).flatMap(mine -> perform(mine).thenReturn(true));
    }

    private Mono<Void> perform(Recording mine) {
        log.info("Recording {} of live {}: {}", mine.id(), mine.liveId(), mine.stage());
        Mono<Recording> work = mine.stage() == Stage.JOINING ? joining.run(mine) : streaming.run(mine);
        return Mono.firstWithSignal(work, keepAlive(mine))
                .doOnSubscribe(begun -> held.put(mine.id(), mine))
                .doFinally(end -> held.remove(mine.id()))
                .doOnNext(after -> wake())
                .onErrorResume(failure -> recordings.change(mine.id(), settlement(mine, failure)))
                .then();
    }

    /** Never completes; fails when the lease is lost, which ends the work. */
    private Mono<Recording> keepAlive(Recording mine) {
        return Flux.interval(lease.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> recordings
                        .renew(mine, lease)
                        .onErrorResume(failure -> !(failure instanceof LeaseLostException), away -> Mono.empty()))
                .then(Mono.never());
    }

    /** What cannot be played while it arrives may be whole in the end, so only joining ends it. */
    private static UnaryOperator<Recording> settlement(Recording mine, Throwable failure) {
        if (failure instanceof LeaseLostException) {
            log.info("Recording {}: somebody else has it now, or nobody needs it", mine.id());
            return current -> current;
        }
        Blame blame = Blame.of(failure);
        if (blame == Blame.DEPENDENCY || blame == Blame.DISK) {
            log.warn("Recording {} waits: {}", mine.id(), failure.toString());
            return current -> current.postponed(mine, Instant.now().plus(PAUSE_OF_DEPENDENCY));
        }
        log.warn("Recording {}: {} went wrong", mine.id(), mine.stage(), failure);
        if (blame == Blame.MEDIA && mine.stage() == Stage.JOINING) {
            return current -> current.failed(mine, ((MediaException) failure).problem());
        }
        return current -> current.setBack(mine, Instant.now());
    }
}
