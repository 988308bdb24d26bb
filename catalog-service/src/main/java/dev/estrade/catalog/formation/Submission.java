package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.answer.Rereading;
import dev.estrade.catalog.formation.Life.State;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks for a formation, or for a change of one, and waits until its own document says what became of it.
 */
@Component
class Submission {
    /** As long as the answer to an Idempotency-Key is kept. */
    private static final Duration REPEATED_WITHIN = Duration.ofHours(24);

    private final Formations formations;

    Submission(Formations formations) {
        this.formations = formations;
    }

    /**
     * @param id of the formation; if there is one already, made within a day, this request repeats the one that asked for
     *     it and gets its outcome
     * @param made the formation with the id that it gets
     * @return the formation, whole, or still submitted when patience ends; a refusal is {@code formation.uploads_refused}
     */
    Mono<Formation> submit(String id, Function<String, Formation> made) {
        return formations
                .add(made.apply(id))
                .onErrorResume(
                        DuplicateKeyException.class,
                        repeated -> formations
                                .find(id)
                                .filter(found -> found.life()
                                        .createdAt()
                                        .isAfter(Instant.now().minus(REPEATED_WITHIN))))
                .switchIfEmpty(Mono.defer(() -> formations.add(made.apply(Ids.next()))))
                .flatMap(found -> answered(found, found.id()));
    }

    /** @return the formation after the change, or before it when patience ends; refused as in {@link #submit} */
    Mono<Formation> change(String id, UnaryOperator<Formation> transition) {
        return formations.change(id, transition).flatMap(written -> {
            Draft draft = written.draft();
            return draft != null && draft.isOpen() ? answered(written, draft.claimId()) : Mono.just(written);
        });
    }

    private Mono<Formation> answered(Formation written, String claimId) {
        return Rereading.answered(
                        written,
                        Mono.defer(() -> formations.find(written.id())),
                        formation -> formation.awaits(claimId))
                .map(found -> accepted(found, claimId));
    }

    private static Formation accepted(Formation formation, String claimId) {
        Draft draft = formation.draft();
        if (draft != null && draft.claimId().equals(claimId) && !draft.isOpen()) {
            String ids = draft.refused().stream().map(RejectedUpload::videoId).collect(Collectors.joining(", "));
            throw ProblemException.of(CatalogProblem.UPLOADS_REFUSED, "These videos cannot be used: " + ids + ".")
                    .withErrors(Refusals.of(draft));
        }
        if (formation.state() == State.DELETED || formation.state() == State.ABANDONED) {
            throw ProblemException.of(CatalogProblem.FORMATION_UNKNOWN, "It was deleted meanwhile.");
        }
        return formation;
    }
}
