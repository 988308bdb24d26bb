package dev.estrade.transcode.work;

import dev.estrade.support.problem.Faults;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.probe.Bitstream;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.MovieBox;
import dev.estrade.transcode.probe.SampleTable;
import dev.estrade.transcode.work.Lesson.Original;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The headers of MP4 files, beside what ffprobe says of them: which of them no camera made, and which can lend a rung their
 * own bitstream.
 */
@Component
public class MovieHeaders {
    private final ObjectStore originals;
    private final Scheduler media;
    private final boolean lending;

    MovieHeaders(ObjectStores stores, Scheduler media, TranscodeProperties settings) {
        this.originals = stores.media();
        this.media = media;
        this.lending = settings.copyCompliant();
    }

    /**
     * Never without a value: what cannot be lent is encoded.
     *
     * @return fails with MediaException as {@link #requireReadable} does
     */
    Mono<Optional<Bitstream>> lender(Lesson lesson) {
        Original original = lesson.original();
        return moov(original.key(), original.etag(), original.container())
                .map(moov -> lending ? SampleTable.read(moov) : Optional.<Bitstream>empty())
                .defaultIfEmpty(Optional.empty());
    }

    /** Fails with MediaException if FFmpeg would take for ever to read the file. */
    public Mono<Void> requireReadable(String key, String etag, String container) {
        return moov(key, etag, container).then();
    }

    private Mono<byte[]> moov(String key, String etag, String container) {
        if (!container.equalsIgnoreCase(Demuxer.MP4.name())) {
            return Mono.empty();
        }
        return originals
                .stat(key)
                .flatMap(stored ->
                        new MovieBox(stored.size(), (from, to) -> originals.range(key, from, to, etag)).read())
                .publishOn(media)
                .doOnNext(SampleTable::requireFewEdits)
                .onErrorComplete(failure -> !(failure instanceof MediaException) && !Faults.isDependency(failure));
    }
}
