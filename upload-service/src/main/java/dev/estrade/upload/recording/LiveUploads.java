package dev.estrade.upload.recording;

import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Completion;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Films of lives that their authors uploaded themselves. */
@Component
class LiveUploads {
    /** Of an upload that is not there: the author uploads, and stops again. */
    private static final Set<UploadProblem> ABSENT =
            EnumSet.of(UploadProblem.UNKNOWN, UploadProblem.NOT_COMPLETED, UploadProblem.SETTLED);

    private final Uploads uploads;
    private final Completion completion;

    LiveUploads(Uploads uploads, Completion completion) {
        this.uploads = uploads;
        this.completion = completion;
    }

    /**
     * Claims it for this live; one that is saved in the library stays there, and its public copy is what is pinned.
     * Repeating it is fine.
     *
     * @return fails with {@code recording.unreachable_url}, or with the upload's own fault
     */
    Mono<ClaimedUpload> take(String ownerId, String liveId, String uploadId) {
        return Mono.just(uploadId)
                .filter(Rel::isSegment)
                .flatMap(id -> uploads.findOwned(id, ownerId))
                .flatMap(upload -> completion.complete(upload, null))
                .flatMap(upload -> claim(upload, LivePlace.recording(ownerId, liveId, uploadId)))
                .switchIfEmpty(Mono.error(LiveUploads::unreachable))
                .onErrorMap(
                        ProblemException.class,
                        refusal -> refusal.code() instanceof UploadProblem problem && ABSENT.contains(problem)
                                ? unreachable()
                                : refusal);
    }

    /** Its place is the holder, as a lesson's is of what came by form: so it is dropped when its generation is erased. */
    private Mono<ClaimedUpload> claim(Upload upload, Rel rel) {
        if (upload.status() == UploadStatus.SAVED) {
            return upload.declared().kind() == Kind.VIDEO
                    ? Mono.just(upload.claimed(rel))
                    : Mono.error(ProblemException.of(UploadProblem.NOT_MEDIA, "A photo is no recording."));
        }
        return uploads.change(upload, current -> current.claimedBy(rel.toString()))
                .map(claimed -> claimed.claimed(rel));
    }

    private static ProblemException unreachable() {
        return ProblemException.of(
                UploadProblem.UNREACHABLE, "The film that is named has not arrived, or is not this author's.");
    }
}
