package dev.estrade.generation.ingest;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Kind;
import dev.estrade.generation.job.NamedResult;
import dev.estrade.generation.job.ResultFile;
import dev.estrade.support.movie.MovieBox;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.sniff.Format;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Judges what lies in the incoming folder by its bytes, and copies what is good to where it stays, as it was when it was
 * judged.
 */
@Component
class Inspection {
    /** Of a picture with much before its size. */
    static final int HEAD = 64 << 10;

    private final ObjectStore media;
    private final IngestProperties settings;

    Inspection(ObjectStores stores, IngestProperties settings) {
        this.media = stores.media();
        this.settings = settings;
    }

    /** @return the format; fails with {@code generation.result_not_media} for what is not of this kind */
    static Format requireFormat(Kind kind, byte[] head) {
        Format.Kind wanted = kind == Kind.IMAGE ? Format.Kind.PICTURE : Format.Kind.VIDEO;
        return Format.sniff(head)
                .filter(format -> format.kind() == wanted)
                .orElseThrow(() -> ProblemException.of(
                        GenerationProblem.RESULT_NOT_MEDIA, "A result's first bytes are of no " + kind.text() + "."));
    }

    /** @param n of the result, from 1 */
    Mono<ResultFile> admit(Job job, int n, String key, NamedResult named) {
        return media.stat(key)
                .switchIfEmpty(Mono.error(Inspection::missing))
                .doOnNext(this::requireSize)
                .flatMap(stored -> admit(job, n, stored, named));
    }

    private Mono<ResultFile> admit(Job job, int n, StoredObject stored, NamedResult named) {
        return media.range(stored.key(), 0, Math.min(stored.size(), HEAD) - 1, stored.etag())
                .flatMap(head ->
                        keep(job, n, stored, head, requireFormat(job.order().kind(), head), named));
    }

    private Mono<ResultFile> keep(Job job, int n, StoredObject stored, byte[] head, Format format, NamedResult named) {
        String key = "generations/" + job.id() + "/" + n + "." + format.extension();
        return facts(stored, head, format)
                .map(facts -> facts.or(named))
                .flatMap(facts -> media.copy(stored.key(), key, stored.etag(), format.contentType())
                        .map(etag -> new ResultFile(
                                key,
                                format.contentType(),
                                stored.size(),
                                etag,
                                facts.width(),
                                facts.height(),
                                facts.duration())));
    }

    private Mono<Facts> facts(StoredObject stored, byte[] head, Format format) {
        return format == Format.MP4
                ? new MovieBox(stored.size(), (from, to) -> media.range(stored.key(), from, to, stored.etag()))
                        .read()
                        .map(MovieHeader::read)
                        .defaultIfEmpty(Facts.NONE)
                : Mono.fromSupplier(() -> PictureHeader.read(format, head));
    }

    private void requireSize(StoredObject stored) {
        if (stored.size() > settings.maxSize().toBytes()) {
            throw ProblemException.of(
                    GenerationProblem.RESULT_TOO_LARGE,
                    "A result has more than " + settings.maxSize().toBytes() + " bytes.");
        }
        if (stored.size() < 1) {
            throw ProblemException.of(GenerationProblem.RESULT_NOT_MEDIA, "A result is empty.");
        }
    }

    private static ProblemException missing() {
        return ProblemException.of(GenerationProblem.RESULT_MISSING, GenerationProblem.RESULT_MISSING.title());
    }
}
