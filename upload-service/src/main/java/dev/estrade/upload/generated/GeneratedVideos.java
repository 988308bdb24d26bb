package dev.estrade.upload.generated;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobCompleted.ResultFile;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What generation-service tells of finished video jobs. A job is finished once, so the first that is heard is all. */
@Component
class GeneratedVideos implements EventHandler {
    private static final String VIDEO = "video";

    private final ReactiveMongoOperations mongo;

    GeneratedVideos(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** @param id the job's */
    @Document("generated_videos")
    record Job(@Id String id, String ownerId, List<ResultFile> files) {}

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof GenerationJobCompleted job && job.kind().equals(VIDEO)
                ? mongo.insert(new Job(job.jobId(), job.userId(), job.files()))
                        .onErrorComplete(DuplicateKeyException.class)
                        .then()
                : Mono.empty();
    }

    /** Empty as well if it is somebody else's job. */
    Mono<Job> find(String jobId, String ownerId) {
        return mongo.findById(jobId, Job.class).filter(job -> job.ownerId().equals(ownerId));
    }

    /** Its files have gone. */
    Mono<Void> forget(String jobId) {
        return mongo.remove(Query.query(Criteria.where("_id").is(jobId)), Job.class)
                .then();
    }
}
