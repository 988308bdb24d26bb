package dev.estrade.generation.submission;

import dev.estrade.generation.job.GenerationProperties;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Kind;
import dev.estrade.generation.job.Order;
import dev.estrade.generation.job.Slots;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.security.Caller;
import dev.estrade.support.trace.TraceParent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The row is written before the backend is called, and the answer does not wait for the backend. A slot whose row may not
 * have been written stays taken until somebody can tell.
 */
@RestController
class GenerateController {
    private static final Logger log = LoggerFactory.getLogger(GenerateController.class);

    private final Jobs jobs;
    private final Slots slots;
    private final UserLimits limits;
    private final GenerationProperties settings;

    GenerateController(Jobs jobs, Slots slots, UserLimits limits, GenerationProperties settings) {
        this.jobs = jobs;
        this.slots = slots;
        this.limits = limits;
        this.settings = settings;
    }

    record Submitted(String jobId, String status) {}

    @PostMapping({"/api/{kind:images|videos}/generate", "/api/{kind:images|videos}/generate/"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Submitted> generate(
            @PathVariable String kind,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller,
            ServerWebExchange exchange) {
        GenerateRequest request = GenerateRequest.of(body);
        String userId = caller.actingFor(request.userId());
        Job job = Job.of(Job.newId(), order(Kind.ofPath(kind), userId, request, exchange));
        return limits.spend(userId)
                .then(slots.take(userId, job.id()))
                .then(Mono.defer(() -> jobs.insert(job)))
                .doOnNext(written -> log.info(
                        "Job {}: one {} is asked for",
                        written.id(),
                        written.order().kind().text()))
                .map(written -> new Submitted(written.id(), written.status().shown()));
    }

    private Order order(Kind kind, String userId, GenerateRequest request, ServerWebExchange exchange) {
        String trace = TraceParent.of(exchange).map(TraceParent::text).orElse(null);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Order(kind, userId, request.prompt(), request.json(), now, now.plus(settings.deadline()), trace);
    }
}
