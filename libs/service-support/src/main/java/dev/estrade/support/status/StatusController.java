package dev.estrade.support.status;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.time.Duration;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A service's own part of what the gateway answers at the same path. */
@RestController
final class StatusController {
    /** Shorter than the gateway waits, so that a service without its database still says that it is up. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String name;
    private final List<StatusContributor> contributors;

    StatusController(String name, List<StatusContributor> contributors) {
        this.name = name;
        this.contributors = contributors;
    }

    @GetMapping("/api/status")
    Mono<Status> status(@AuthenticationPrincipal Caller caller) {
        caller.require(Role.ADMIN, Role.SERVICE);
        Mono<Status> known = Mono.fromSupplier(() -> Status.of(ServiceStatus.up(name, null, 0)));
        for (StatusContributor contributor : contributors) {
            known = known.flatMap(status -> contributor
                    .addTo(status)
                    .timeout(PATIENCE)
                    .onErrorReturn(status)
                    .defaultIfEmpty(status));
        }
        return known;
    }
}
