package dev.estrade.upload.file;

import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All uploads, tombstones included. */
@Component
public class Uploads {
    private static final List<UploadStatus> OPEN = List.of(UploadStatus.WAITING, UploadStatus.COMPLETED);
    private static final List<UploadStatus> TOMBSTONES =
            List.of(UploadStatus.FAILED, UploadStatus.CANCELLED, UploadStatus.EXPIRED);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Uploads(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    public Mono<Upload> find(String id) {
        return mongo.findById(id, Upload.class);
    }

    /** Empty as well if somebody else owns it, or if it was rolled back: neither exists for a caller. */
    public Mono<Upload> findOwned(String id, String ownerId) {
        return find(id).filter(upload -> isOwned(upload, ownerId));
    }

    /** Those of them that {@link #findOwned} would find. */
    public Flux<Upload> findAllOwned(Collection<String> ids, String ownerId) {
        return findAll(ids).filter(upload -> isOwned(upload, ownerId));
    }

    /** Fails with {@code upload.unknown} where {@link #findOwned} is empty. */
    public Mono<Upload> requireOwned(String id, String ownerId) {
        return findOwned(id, ownerId)
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(UploadProblem.UNKNOWN, UploadProblem.UNKNOWN.title())));
    }

    public Flux<Upload> findAll(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Upload.class);
    }

    /** Uploads of a kind with ids in {@code (after, until]}, by id; an empty bound is none. */
    public Flux<Upload> between(Kind kind, String after, String until) {
        Criteria ids = Criteria.where("_id").gt(after);
        Query query = Query.query(
                (until.isEmpty() ? ids : ids.lte(until)).and("declared.kind").is(kind));
        return mongo.find(query.with(Sort.by("_id")), Upload.class);
    }

    /** What an owner has announced and neither claimed, saved nor lost. */
    Flux<Upload> open(String ownerId) {
        return mongo.find(
                Query.query(Criteria.where("ownerId")
                        .is(ownerId)
                        .and("state.status")
                        .in(OPEN)),
                Upload.class);
    }

    /** A film's covers. */
    Flux<Upload> heldBy(String ownerId, String holder) {
        return mongo.find(
                Query.query(Criteria.where("ownerId")
                        .is(ownerId)
                        .and("state.holder")
                        .is(holder)),
                Upload.class);
    }

    Mono<Void> insert(List<Upload> uploads) {
        return mongo.insertAll(uploads).then();
    }

    /** Empty if there is no such upload; a transition that returns its argument writes nothing. */
    public Mono<Upload> change(String id, UnaryOperator<Upload> transition) {
        return outbox.change(() -> find(id), transition);
    }

    /** The same of one that was found before: it is looked at again only if it has changed, or seems to forbid this. */
    public Mono<Upload> change(Upload found, UnaryOperator<Upload> transition) {
        return Mono.defer(() -> {
                    Upload changed = transition.apply(found);
                    return changed == found ? Mono.just(found) : outbox.save(changed);
                })
                .onErrorResume(OptimisticLockingFailureException.class, faster -> change(found.id(), transition))
                .onErrorResume(ProblemException.class, refused -> change(found.id(), transition));
    }

    private static boolean isOwned(Upload upload, String ownerId) {
        return upload.ownerId().equals(ownerId) && upload.status() != UploadStatus.CANCELLED;
    }

    Mono<Void> removeAll(List<Upload> uploads) {
        return mongo.remove(
                        Query.query(Criteria.where("_id")
                                .in(uploads.stream().map(Upload::id).toList())),
                        Upload.class)
                .then();
    }

    /** Takes a tombstone away whose events are out. */
    Mono<Void> forget(String id) {
        Query tombstone = Query.query(Criteria.where("_id")
                .is(id)
                .and("state.status")
                .in(TOMBSTONES)
                .and("pending")
                .size(0));
        return mongo.remove(tombstone, Upload.class).then();
    }

    Flux<Upload> expired(Instant now, int limit) {
        Query query = Query.query(Criteria.where("transfer.expiresAt")
                        .lt(now)
                        .and("state.status")
                        .in(OPEN))
                .with(Sort.by("transfer.expiresAt"))
                .limit(limit);
        return mongo.find(query, Upload.class);
    }

    /** Tombstones to which no URL leads any more. */
    Flux<Upload> unreachable(Instant urlsEndedBefore, int limit) {
        Query query = Query.query(Criteria.where("transfer.urlsUntil")
                        .lt(urlsEndedBefore)
                        .and("state.status")
                        .in(TOMBSTONES))
                .limit(limit);
        return mongo.find(query, Upload.class);
    }
}
