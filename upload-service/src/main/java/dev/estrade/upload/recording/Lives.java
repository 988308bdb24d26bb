package dev.estrade.upload.recording;

import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All lives, those that are over too. */
@Component
class Lives {
    private final ReactiveMongoOperations mongo;

    Lives(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    Mono<Live> find(String id) {
        return mongo.findById(id, Live.class);
    }

    /** The newest stays. @return it */
    Mono<Live> keep(Live said) {
        Query older =
                Query.query(Criteria.where("_id").is(said.id()).and("version").lt(said.version()));
        return mongo.insert(said)
                .onErrorResume(
                        DuplicateKeyException.class,
                        known -> mongo.replace(older, said).then(find(said.id())));
    }

    Mono<Void> forgetDeleted(Instant before) {
        return mongo.remove(Query.query(Criteria.where("deletedAt").lt(before)), Live.class)
                .then();
    }
}
