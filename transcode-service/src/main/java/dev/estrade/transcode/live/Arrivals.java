package dev.estrade.transcode.live;

import dev.estrade.support.problem.Faults;
import dev.estrade.transcode.live.Chunks.Chunk;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The chunks of a recording in their order, as they arrive. One that does not, although later ones do, is passed over; a
 * store that is away is waited for.
 */
final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final Duration LOOK = Duration.ofMillis(400);
    private static final Duration PAUSE_OF_STORE = Duration.ofSeconds(2);
    /** Between two looks at all that is there, for what has overtaken the next one. */
    private static final int LOOKS_PER_LIST = 5;
    /** In which a chunk may be overtaken by others. */
    private static final int PATIENCE_IN_LOOKS = 20;

    private final Chunks chunks;
    private final Mono<OptionalInt> length;

    /** @param length of the recording, once it has ended: then nothing is waited for */
    Arrivals(Chunks chunks, Mono<OptionalInt> length) {
        this.chunks = chunks;
        this.length = length;
    }

    /** Numbers that are left out are those of chunks that are lost. */
    Flux<Chunk> from(int first) {
        return next(first).expand(chunk -> next(chunk.seq() + 1));
    }

    private Mono<Chunk> next(int seq) {
        AtomicInteger looks = new AtomicInteger();
        return Mono.defer(() -> look(seq, looks.getAndIncrement()))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE_OF_STORE)
                        .filter(Faults::isDependency)
                        .doBeforeRetry(away -> log.warn("{} waits for the store: {}", chunks, away.failure())))
                .repeatWhenEmpty(Integer.MAX_VALUE, misses -> misses.delayElements(LOOK))
                .filter(chunk -> chunk != Chunk.END);
    }

    /** Empty if there is nothing yet. */
    private Mono<Chunk> look(int seq, int looks) {
        return length.flatMap(end -> end.isPresent() && seq >= end.getAsInt()
                ? Mono.just(Chunk.END)
                : chunks.read(seq).switchIfEmpty(Mono.defer(() -> later(seq, looks, end))));
    }

    private Mono<Chunk> later(int seq, int looks, OptionalInt end) {
        if (end.isPresent()) {
            return chunks.next(seq + 1)
                    .filter(there -> there < end.getAsInt())
                    .flatMap(chunks::read)
                    .defaultIfEmpty(Chunk.END);
        }
        return looks >= PATIENCE_IN_LOOKS && looks % LOOKS_PER_LIST == 0
                ? chunks.next(seq + 1).flatMap(chunks::read)
                : Mono.empty();
    }
}
