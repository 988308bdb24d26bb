package dev.estrade.playback.revocation;

import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import dev.estrade.playback.entitlement.Access;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.playback.revocation.RevocationRequest.Subject;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes rights back: for admins and the shop's server everywhere, for a trainer within his lessons. */
@RestController
class RevocationController {
    private final Entitlements entitlements;
    private final EventPublisher events;

    RevocationController(Entitlements entitlements, EventPublisher events) {
        this.entitlements = entitlements;
        this.events = events;
    }

    /** Answers when the broker has it. To repeat it is to revoke again: also what was given in between. */
    @PostMapping("/api/revocations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RevocationView> revoke(@RequestBody RevocationRequest request, @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        Subject subject = request.subject();
        boolean everywhere = caller.has(Role.ADMIN) || caller.has(Role.SERVICE);
        String scope = everywhere ? null : Rel.segmentOf(caller.userId());
        Mono<Void> allowed = everywhere ? Mono.empty() : requireOwner(subject, caller);
        return allowed.then(Mono.fromSupplier(() -> subject.revoked(scope, now())))
                .flatMap(this::published);
    }

    private Mono<Void> requireOwner(Subject subject, Caller caller) {
        return Mono.justOrEmpty(subject.rel())
                .flatMap(rel -> entitlements
                        .require(rel, caller.userId(), true)
                        .map(Access::ownerId)
                        .filter(caller.userId()::equals)
                        .switchIfEmpty(Mono.error(() ->
                                ProblemException.of(CommonProblem.FORBIDDEN, "The lesson belongs to another trainer.")))
                        .then());
    }

    private Mono<RevocationView> published(Revoked revoked) {
        return events.publish(OutgoingEvent.of(revoked)).thenReturn(RevocationView.of(revoked));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
