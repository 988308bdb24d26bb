package dev.estrade.playback.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What was relayed lately, in files of 4 MiB at most. The kernel sends them from its page cache without a copy, so what is
 * wanted often comes from memory that is nobody's heap; the store is asked once however many want it; and whoever reads
 * slowly holds an open file, and neither memory nor a connection to the store. nginx does it alike (slice module).
 */
@Component
class Blocks implements DisposableBean {
    static final int SIZE = 4 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Whoever was given a file has opened it by then. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    private final ObjectStore media;
    private final RelayFolder folder;
    private final AtomicLong names = new AtomicLong();
    private final AsyncCache<Block, Path> files;

    Blocks(ObjectStores stores, DeliveryProperties settings) {
        this.media = stores.media();
        this.folder = RelayFolder.create(settings.relayFolder());
        this.files = Caffeine.newBuilder()
                .maximumWeight(settings.relayCache().toBytes())
                .weigher((Block block, Path file) -> block.length())
                .expireAfterAccess(Duration.ofHours(1))
                .removalListener((block, file, cause) -> LATER.execute(() -> RelayFolder.delete(file)))
                .buildAsync();
    }

    /**
     * The file that holds bytes from {@code index · SIZE} on; whoever has opened it may read it to its end, also when it is
     * forgotten meanwhile.
     *
     * @return fails with {@link ObjectChangedException} if the object is gone or another one
     */
    Mono<Path> file(StoredObject object, long index) {
        int length = (int) Math.min(SIZE, object.size() - index * SIZE);
        Block block = new Block(object.key(), object.etag(), index, length);
        return Mono.fromFuture(
                () -> files.get(block, (wanted, executor) -> load(wanted).toFuture()), true);
    }

    private Mono<Path> load(Block block) {
        Path file = folder.file(names.incrementAndGet());
        return media.open(block.key(), block::ask)
                .flatMap(answer -> isThere(answer)
                        ? DataBufferUtils.write(
                                body(answer), file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        : drained(answer).then(Mono.error(() -> new ObjectChangedException(block.key()))))
                .then(Mono.fromCallable(() -> complete(file, block)))
                .timeout(PATIENCE)
                .doOnError(failed -> RelayFolder.delete(file))
                .onErrorMap(IOException.class, Blocks::noDisk);
    }

    private static boolean isThere(ResponseEntity<?> answer) {
        HttpStatus status = HttpStatus.valueOf(answer.getStatusCode().value());
        return status == HttpStatus.OK || status == HttpStatus.PARTIAL_CONTENT;
    }

    private static Path complete(Path file, Block block) throws IOException {
        if (Files.size(file) != block.length()) {
            throw unavailable("The object store broke off.");
        }
        return file;
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.of(CommonProblem.UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(2));
    }

    private static ProblemException noDisk(Throwable cause) {
        return unavailable("There is no room to relay this.").withCause(cause);
    }

    private static Flux<DataBuffer> body(ResponseEntity<Flux<DataBuffer>> answer) {
        Flux<DataBuffer> body = answer.getBody();
        return body == null ? Flux.empty() : body;
    }

    private static Mono<Void> drained(ResponseEntity<Flux<DataBuffer>> answer) {
        // Not doOnNext: `then` would discard, and so release, each buffer once more.
        return body(answer).map(DataBufferUtils::release).then();
    }

    @Override
    public void destroy() {
        folder.close();
    }

    private record Block(String key, String etag, long index, int length) {
        void ask(HttpHeaders headers) {
            long first = index * SIZE;
            headers.set(HttpHeaders.RANGE, "bytes=" + first + "-" + (first + length - 1));
            headers.set(HttpHeaders.IF_MATCH, "\"" + etag + "\"");
        }
    }
}
