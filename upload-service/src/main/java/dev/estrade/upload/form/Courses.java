package dev.estrade.upload.form;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.claim.Claims;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose courses are: those of the catalogue by their claims, those of forms by who named them first. */
@Component
class Courses {
    private final ReactiveMongoOperations mongo;
    private final Claims claims;

    Courses(ReactiveMongoOperations mongo, Claims claims) {
        this.mongo = mongo;
        this.claims = claims;
    }

    /** Empty if nobody has named it yet. */
    Mono<String> ownerOf(String courseId) {
        return claims.ownerOf(courseId)
                .switchIfEmpty(
                        Mono.defer(() -> mongo.findById(courseId, Course.class).map(Course::ownerId)));
    }

    /** Fails with {@code formation.not_owner} if the course is somebody else's; fine if it is nobody's. */
    Mono<Void> requireNotOthers(String courseId, String ownerId) {
        return ownerOf(courseId).doOnNext(owner -> requireSame(owner, ownerId)).then();
    }

    /** Takes a course that is nobody's. Fails with {@code formation.not_owner} if it is somebody else's. */
    Mono<Void> own(String courseId, String ownerId) {
        return ownerOf(courseId)
                .switchIfEmpty(Mono.defer(() -> mongo.insert(new Course(courseId, ownerId))
                        .map(Course::ownerId)
                        .onErrorResume(DuplicateKeyException.class, faster -> ownerOf(courseId))))
                .doOnNext(owner -> requireSame(owner, ownerId))
                .then();
    }

    private static void requireSame(String owner, String named) {
        if (!owner.equals(named)) {
            throw ProblemException.of(UploadProblem.NOT_OWNER, UploadProblem.NOT_OWNER.title());
        }
    }
}
