package dev.estrade.generation.gallery;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.GenerationProperties;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.ResultFile;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import java.util.List;
import org.springframework.stereotype.Component;

/** Jobs with the addresses of their results, which the store signs for whoever may see the job. */
@Component
class JobViews {
    private final ObjectStore media;
    private final GenerationProperties settings;

    JobViews(ObjectStores stores, GenerationProperties settings) {
        this.media = stores.media();
        this.settings = settings;
    }

    /** @throws ProblemException {@code generation.not_completed}, {@code .failed} or {@code .cancelled} */
    ResultView result(Job job) {
        return switch (job.status()) {
            case COMPLETED -> new ResultView(job.id(), job.status().shown(), files(job));
            case FAILED -> throw ProblemException.of(GenerationProblem.FAILED, reason(job));
            case CANCELLED, REMOVED ->
                throw ProblemException.of(GenerationProblem.CANCELLED, GenerationProblem.CANCELLED.title());
            default ->
                throw ProblemException.of(
                        GenerationProblem.NOT_COMPLETED,
                        "The job is " + job.status().shown() + ", "
                                + job.state().progress() + " %.");
        };
    }

    GalleryItem item(Job job) {
        return new GalleryItem(
                job.id(),
                job.order().kind().text(),
                job.status().shown(),
                job.state().progress(),
                job.order().prompt(),
                job.order().createdAt(),
                job.state().error(),
                files(job));
    }

    private List<FileView> files(Job job) {
        return job.state().files().stream().map(this::file).toList();
    }

    private FileView file(ResultFile file) {
        return new FileView(
                media.presignGet(file.key(), settings.resultWindow()).toString(),
                file.contentType(),
                file.width(),
                file.height(),
                file.duration(),
                file.size());
    }

    private static String reason(Job job) {
        return job.state().error() == null
                ? GenerationProblem.FAILED.title()
                : job.state().error().detail();
    }
}
