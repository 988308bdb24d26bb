package dev.estrade.catalog.enrolment;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/formations/{formationId}/enrolments/{userId}")
class EnrolmentController {
    private final Enrolments enrolments;
    private final FormationOwners formations;

    EnrolmentController(Enrolments enrolments, FormationOwners formations) {
        this.enrolments = enrolments;
        this.formations = formations;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> enrol(
            @PathVariable String formationId, @PathVariable String userId, @AuthenticationPrincipal Caller caller) {
        return change(formationId, userId, caller, true);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(
            @PathVariable String formationId, @PathVariable String userId, @AuthenticationPrincipal Caller caller) {
        return change(formationId, userId, caller, false);
    }

    private Mono<Void> change(String formationId, String userId, Caller caller, boolean enrolled) {
        return formations
                .ownerOf(formationId)
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CatalogProblem.FORMATION_UNKNOWN, CatalogProblem.FORMATION_UNKNOWN.title())))
                .doOnNext(owner -> requireOwner(caller, owner))
                .flatMap(owner -> enrolments.change(formationId, userId, enrolled));
    }

    private static void requireOwner(Caller caller, String owner) {
        if (!caller.userId().equals(owner) && !caller.has(Role.ADMIN) && !caller.has(Role.SERVICE)) {
            throw ProblemException.of(CatalogProblem.NOT_OWNER, CatalogProblem.NOT_OWNER.title());
        }
    }
}
