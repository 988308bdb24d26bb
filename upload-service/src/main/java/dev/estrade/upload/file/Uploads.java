package dev.estrade.upload.file;

import dev.estrade.support.outbox.OnConflict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All uploads. */
@Component
public class Uploads {
    private final ReactiveMongoOperations mongo;

    Uploads(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    public Mono<Upload> find(String id) {
        return mongo.findById(id, Upload.class);
    }

    /** Empty as well if somebody else owns it: other people's uploads do not exist for a caller. */
    public Mono<Upload> findOwned(String id, String ownerId) {
        return find(id).filter(upload -> upload.ownerId().equals(ownerId));
    }

    public Flux<Upload> findAll(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Upload.class);
    }

    public Mono<Void> announce(List<Upload> uploads) {
        return mongo.insertAll(uploads).then();
    }

    /** Empty if there is no such upload; a transition that returns its argument writes nothing. */
    public Mono<Upload> change(String id, UnaryOperator<Upload> transition) {
        return Mono.defer(() -> find(id))
                .flatMap(found -> {
                    Upload changed = transition.apply(found);
                    return changed == found ? Mono.just(found) : mongo.save(changed);
                })
                .retryWhen(OnConflict.again());
    }

    Mono<Void> remove(Upload upload) {
        return mongo.remove(upload).then();
    }

    Flux<Upload> expired(Instant now, int limit) {
        Query query = Query.query(
                        Criteria.where("expiresAt").lt(now).and("status").ne(UploadStatus.CLAIMED))
                .with(Sort.by("expiresAt"))
                .limit(limit);
        return mongo.find(query, Upload.class);
    }

    /** What a crash left between the decision to remove and the removal. */
    Flux<Upload> cancelled(int limit) {
        return mongo.find(
                Query.query(Criteria.where("status").is(UploadStatus.CANCELLED)).limit(limit), Upload.class);
    }
}
