package dev.estrade.upload.claim;

import dev.estrade.support.outbox.Outbox;
import dev.estrade.upload.claim.Claim.Decision;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All claims. */
@Component
public class Claims {
    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Claims(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    /** The claim as it stands: this one if it is the first. */
    Mono<Claim> begin(Claim first) {
        return outbox.save(first).onErrorResume(DuplicateKeyException.class, known -> find(first.id()));
    }

    Mono<Claim> change(String id, UnaryOperator<Claim> transition) {
        return outbox.change(() -> find(id), transition);
    }

    Flux<Claim> of(String formationId) {
        return mongo.find(Query.query(Criteria.where("request.formationId").is(formationId)), Claim.class);
    }

    /** Those that nobody can ask about any more. */
    Mono<Void> forget(Instant before) {
        Query old = Query.query(Criteria.where("decision")
                .in(Decision.REJECTED, Decision.ABANDONED, Decision.ENDED)
                .and("followedUp")
                .is(true)
                .and("pending")
                .size(0)
                .and("since")
                .lt(before));
        return mongo.remove(old, Claim.class).then();
    }

    /** The trainer of a formation that claims uploads here, or has; empty for any other. */
    public Mono<String> ownerOf(String formationId) {
        return find(formationId)
                .filter(claim -> claim.decision() == Decision.CLAIMING || claim.decision() == Decision.CLAIMED)
                .map(claim -> claim.request().ownerId());
    }

    /** Claims on which nobody has worked since then, though there is work left. */
    Flux<Claim> unfinished(Instant before, int limit) {
        Criteria open = Criteria.where("decision").is(Decision.CLAIMING);
        Criteria loose = Criteria.where("followedUp").is(false);
        return mongo.find(
                Query.query(Criteria.where("since").lt(before).orOperator(open, loose))
                        .limit(limit),
                Claim.class);
    }

    private Mono<Claim> find(String id) {
        return mongo.findById(id, Claim.class);
    }
}
