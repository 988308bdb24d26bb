package dev.estrade.transcode.work;

import dev.estrade.transcode.encode.Encoder;
import dev.estrade.transcode.encode.EncodingJob;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.encode.SegmentFile;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.probe.Source;
import dev.estrade.transcode.work.Claims.Claimed;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does a piece of encoding: FFmpeg, encryption, store, and then the lesson's document. */
@Component
class Encoding {
    private static final Logger log = LoggerFactory.getLogger(Encoding.class);

    /** Between two notes of how far the sound is; the first segment is noted at once, it makes the lesson playable. */
    private static final int AUDIO_NOTE_SEGMENTS = 25;

    private final Transcodes transcodes;
    private final Sources sources;
    private final Shelf shelf;
    private final Encoder encoder;
    private final Announcements announcements;

    Encoding(Transcodes transcodes, Sources sources, Shelf shelf, Encoder encoder, Announcements announcements) {
        this.transcodes = transcodes;
        this.sources = sources;
        this.shelf = shelf;
        this.encoder = encoder;
        this.announcements = announcements;
    }

    /** @return the lesson after this piece */
    Mono<Transcode> run(Claimed claimed) {
        Lesson lesson = claimed.transcode().lesson();
        return Mono.zip(sources.of(lesson), shelf.cipher(lesson))
                .flatMap(ready -> switch (claimed.work().kind()) {
                    case AUDIO -> audio(claimed, ready.getT1(), ready.getT2());
                    case SUBTITLES -> subtitles(claimed, ready.getT1(), ready.getT2());
                    default -> video(claimed, ready.getT1(), ready.getT2());
                });
    }

    private Mono<Transcode> video(Claimed claimed, Source source, SegmentCipher cipher) {
        Work work = claimed.work();
        boolean first = work.kind() == Work.Kind.FIRST_PICTURE;
        EncodingJob job = new EncodingJob.Video(work.first(), work.last(), work.rungs(), !work.isExpress(), first);
        return encoder.encode(
                        source,
                        plan(claimed),
                        job,
                        file -> put(claimed, cipher, file).flatMap(stored -> whole(claimed, stored)))
                .map(SegmentFile::rendition)
                .distinct()
                .collectList()
                .flatMap(stored -> transcodes.change(
                        claimed.id(), current -> current.finished(claimed.fence(), stored, work.first(), work.last())));
    }

    private Mono<Transcode> audio(Claimed claimed, Source source, SegmentCipher cipher) {
        List<String> renditions = plan(claimed).soundRenditions();
        int last = plan(claimed).segments() - 1;
        return encoder.encode(
                        source,
                        plan(claimed),
                        new EncodingJob.Audio(),
                        segment -> put(claimed, cipher, segment).flatMap(stored -> noted(claimed, stored)))
                .then(transcodes.change(
                        claimed.id(), current -> current.finished(claimed.fence(), renditions, 0, last)));
    }

    private Mono<Transcode> subtitles(Claimed claimed, Source source, SegmentCipher cipher) {
        List<String> renditions = plan(claimed).subtitleRenditions();
        return encoder.encode(source, plan(claimed), new EncodingJob.Subtitles(), text -> put(claimed, cipher, text))
                .then(transcodes.change(claimed.id(), current -> current.finished(claimed.fence(), renditions, 0, 0)));
    }

    private Mono<SegmentFile> noted(Claimed claimed, SegmentFile stored) {
        return stored.number() % AUDIO_NOTE_SEGMENTS == 0
                ? note(claimed, List.of(stored.rendition()), 0, stored)
                : Mono.just(stored);
    }

    /**
     * A segment whose last rung is stored need not be made again if this worker dies; the last one ends the work. Where
     * many others write, it goes without the note.
     */
    private Mono<SegmentFile> whole(Claimed claimed, SegmentFile stored) {
        Work work = claimed.work();
        boolean last = stored.rendition().equals(work.rungs().get(work.rungs().size() - 1));
        return last && stored.number() < work.last()
                ? note(claimed, work.rungs(), stored.number(), stored)
                        .onErrorReturn(OptimisticLockingFailureException.class, stored)
                : Mono.just(stored);
    }

    private Mono<SegmentFile> note(Claimed claimed, List<String> renditions, int first, SegmentFile stored) {
        return transcodes
                .change(claimed.id(), current -> current.stored(claimed.fence(), renditions, first, stored.number()))
                .flatMap(announcements::progressed)
                .thenReturn(stored);
    }

    private Mono<SegmentFile> put(Claimed claimed, SegmentCipher cipher, SegmentFile file) {
        Lesson lesson = claimed.transcode().lesson();
        return file.rendition().equals(Renditions.POSTER)
                ? shelf.putPoster(lesson, file).onErrorResume(failure -> withoutPoster(lesson, failure))
                : shelf.put(new Segment(lesson, plan(claimed), cipher, file.rendition(), file.number()), file);
    }

    private static Mono<SegmentFile> withoutPoster(Lesson lesson, Throwable failure) {
        log.warn("{} has no poster: {}", lesson.id(), failure.toString());
        return Mono.empty();
    }

    private static Plan plan(Claimed claimed) {
        return Objects.requireNonNull(claimed.transcode().plan());
    }
}
