package dev.estrade.transcode.work;

import dev.estrade.support.problem.Faults;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.probe.Bitstream;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.MovieBox;
import dev.estrade.transcode.probe.SampleTable;
import dev.estrade.transcode.work.Lesson.Original;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Originals whose own bitstream a rung may borrow: MP4, of which the sample table alone is read. */
@Component
class Lenders {
    private final ObjectStore originals;
    private final Scheduler media;
    private final boolean lending;

    Lenders(ObjectStores stores, Scheduler media, TranscodeProperties settings) {
        this.originals = stores.media();
        this.media = media;
        this.lending = settings.copyCompliant();
    }

    /** Never without a value: what cannot be lent is encoded. */
    Mono<Optional<Bitstream>> of(Lesson lesson) {
        Original original = lesson.original();
        if (!lending || !original.container().equalsIgnoreCase(Demuxer.MP4.name())) {
            return Mono.just(Optional.empty());
        }
        return originals
                .stat(original.key())
                .flatMap(stored -> new MovieBox(
                                stored.size(), (from, to) -> originals.range(original.key(), from, to, original.etag()))
                        .read())
                .publishOn(media)
                .map(SampleTable::read)
                .defaultIfEmpty(Optional.empty())
                .onErrorReturn(failure -> !Faults.isDependency(failure), Optional.empty());
    }
}
