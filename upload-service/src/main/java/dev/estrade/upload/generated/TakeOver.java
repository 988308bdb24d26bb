package dev.estrade.upload.generated;

import dev.estrade.events.GenerationJobCompleted.ResultFile;
import dev.estrade.support.inbox.ProjectionLag;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Announcements;
import dev.estrade.upload.file.Announcements.NewFile;
import dev.estrade.upload.file.Completion;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes an upload of a job's file: row first, as for any other, then the store copies, then the copy is verified. From
 * then on neither needs the other: the job may be deleted, and the upload expires if nothing claims it.
 */
@Component
class TakeOver {
    private final GeneratedVideos jobs;
    private final Announcements announcements;
    private final Completion completion;
    private final Removal removal;
    private final ObjectStore media;

    TakeOver(
            GeneratedVideos jobs,
            Announcements announcements,
            Completion completion,
            Removal removal,
            ObjectStores stores) {
        this.jobs = jobs;
        this.announcements = announcements;
        this.completion = completion;
        this.removal = removal;
        this.media = stores.media();
    }

    /**
     * @param position of the file in the job's result, from 0
     * @return the completed upload; fails with {@code upload.generation_unknown} if there is no such file of this owner,
     *     or with the upload's own fault. Nothing is left of what failed
     */
    Mono<Upload> take(String ownerId, String jobId, int position) {
        return ProjectionLag.outwait(jobs.find(jobId, ownerId))
                .filter(job -> position < job.files().size())
                .switchIfEmpty(Mono.error(TakeOver::unknown))
                .flatMap(job -> copy(job, job.files().get(position)));
    }

    private Mono<Upload> copy(GeneratedVideos.Job job, ResultFile file) {
        Upload draft = announcements.draft(job.ownerId(), declared(job, file), false);
        Mono<Upload> admitted =
                announcements.admit(job.ownerId(), List.of(draft)).thenReturn(draft);
        return Mono.usingWhen(
                        admitted,
                        upload -> media.copy(file.key(), upload.objectKey(), file.etag(), file.contentType())
                                .then(Mono.defer(() -> completion.complete(upload, null))),
                        completed -> Mono.empty(),
                        (upload, failure) -> removal.remove(upload.id()),
                        upload -> removal.remove(upload.id()))
                .onErrorResume(
                        ObjectChangedException.class,
                        deleted -> jobs.forget(job.id()).then(Mono.error(TakeOver::unknown)));
    }

    /** Named after the job and its file's own name, which is a number. */
    private static NewFile declared(GeneratedVideos.Job job, ResultFile file) {
        String name = job.id() + "-" + file.key().substring(file.key().lastIndexOf('/') + 1);
        return new NewFile(job.id(), name, file.contentType(), file.size(), null, Kind.VIDEO);
    }

    private static ProblemException unknown() {
        return ProblemException.of(UploadProblem.GENERATION_UNKNOWN, UploadProblem.GENERATION_UNKNOWN.title());
    }
}
