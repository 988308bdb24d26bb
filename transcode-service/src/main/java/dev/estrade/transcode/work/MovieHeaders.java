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
class MovieHeaders {
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
     * @return fails with MediaException if FFmpeg would take for ever to read the file
     */
    Mono<Optional<Bitstream>> lender(Lesson lesson) {
        Original original = lesson.original();
        if (!original.container().equalsIgnoreCase(Demuxer.MP4.name())) {
            return Mono.just(Optional.empty());
        }
        return originals
                .stat(original.key())
                .flatMap(stored -> new MovieBox(
                                stored.size(), (from, to) -> originals.range(original.key(), from, to, original.etag()))
                        .read())
                .publishOn(media)
                .map(this::lender)
                .defaultIfEmpty(Optional.empty())
                .onErrorReturn(
                        failure -> !(failure instanceof MediaException) && !Faults.isDependency(failure),
                        Optional.empty());
    }

    private Optional<Bitstream> lender(byte[] moov) {
        SampleTable.requireFewEdits(moov);
        return lending ? SampleTable.read(moov) : Optional.empty();
    }
}
