package dev.estrade.transcode.work;

import dev.estrade.support.movie.MovieBox;
import dev.estrade.support.problem.Faults;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.probe.Bitstream;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.SampleTable;
import dev.estrade.transcode.work.Lesson.Original;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The headers of MP4 files, beside what ffprobe says of them: which of them no camera made, and which can lend a rung their
 * own bitstream.
 */
@Component
public class MovieHeaders {
    private final ObjectStore originals;
    private final boolean lending;

    /** So that no more than one of them is in memory. */
    private final Scheduler oneByOne = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "movie-headers");

    MovieHeaders(ObjectStores stores, TranscodeProperties settings) {
        this.originals = stores.media();
        this.lending = settings.copyCompliant();
    }

    /**
     * Never without a value: what cannot be lent is encoded.
     *
     * @return fails with MediaException as {@link #requireReadable} does
     */
    Mono<Optional<Bitstream>> lender(Lesson lesson) {
        Original original = lesson.original();
        return read(
                        original.key(),
                        original.etag(),
                        original.container(),
                        moov -> lending ? SampleTable.read(moov) : Optional.<Bitstream>empty())
                .defaultIfEmpty(Optional.empty());
    }

    /** Fails with MediaException if FFmpeg would take for ever to read the file. */
    public Mono<Void> requireReadable(String key, String etag, String container) {
        return read(key, etag, container, moov -> true).then();
    }

    private <T> Mono<T> read(String key, String etag, String container, Function<byte[], T> reader) {
        if (!container.equalsIgnoreCase(Demuxer.MP4.name())) {
            return Mono.empty();
        }
        Mono<T> reading = originals
                .stat(key)
                .flatMap(stored ->
                        new MovieBox(stored.size(), (from, to) -> originals.range(key, from, to, etag)).read())
                .doOnNext(SampleTable::requireFewEdits)
                .map(reader);
        return Mono.fromCallable(reading::block)
                .subscribeOn(oneByOne)
                .onErrorMap(Exceptions::unwrap)
                .onErrorComplete(failure -> !(failure instanceof MediaException) && !Faults.isDependency(failure));
    }
}
