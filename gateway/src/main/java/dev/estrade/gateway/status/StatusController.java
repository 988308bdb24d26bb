package dev.estrade.gateway.status;

import dev.estrade.gateway.upstream.UpstreamProperties;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.support.status.ServiceStatus;
import dev.estrade.support.status.Status;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /api/status}: the gateway, and all services at once, each asked in the caller's name. */
@RestController
class StatusController {
    private static final String NAME = "gateway";
    /** More than there are. */
    private static final int AT_ONCE = 16;

    private final ServiceProbe probe;
    private final UpstreamProperties settings;

    StatusController(ServiceProbe probe, UpstreamProperties settings) {
        this.probe = probe;
        this.settings = settings;
    }

    @GetMapping("/api/status")
    Mono<Status> status(
            @AuthenticationPrincipal Caller caller, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        caller.require(Role.ADMIN, Role.SERVICE);
        return Flux.fromIterable(settings.services().entrySet())
                .flatMapSequential(
                        service -> probe.ask(service.getKey() + "-service", service.getValue(), authorization), AT_ONCE)
                .reduce(Status.of(ServiceStatus.up(NAME, null, 0)), Status::and);
    }
}
