package dev.estrade.generation.webhook;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.backend.BackendProperties;
import dev.estrade.generation.backend.Reports;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Kind;
import dev.estrade.generation.job.Report;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer is 200 when what the backend says is written: results are brought in after it. */
@RestController
class WebhookController {
    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

    private final Entrance entrance;
    private final Jobs jobs;
    private final BackendProperties backend;
    private final JsonMapper json;

    WebhookController(Entrance entrance, Jobs jobs, BackendProperties backend, JsonMapper json) {
        this.entrance = entrance;
        this.jobs = jobs;
        this.backend = backend;
        this.json = json;
    }

    /** What the sender is told: how the job stands now. */
    record Received(String jobId, String status) {}

    @PostMapping({"/api/webhooks/{kind:image|video}-completion", "/api/webhooks/{kind:image|video}-completion/"})
    Mono<Received> receive(
            @PathVariable String kind,
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte @Nullable [] body) {
        byte[] raw = body == null ? new byte[0] : body;
        return entrance.judged(Mono.fromRunnable(() -> entrance.requireSignature(headers, raw))
                .then(Mono.fromSupplier(() -> read(raw)))
                .flatMap(said -> apply(Kind.named(kind), said))
                .map(job -> new Received(job.id(), job.status().shown())));
    }

    private Mono<Job> apply(Kind kind, JsonNode said) {
        String id = said.path("job_id").asString("");
        Report report = Reports.of(said);
        log.info("Job {}: the {} webhook says {} {}", printable(id), kind.text(), report.outcome(), report.progress());
        return jobs.change(id, job -> reported(kind, job, report))
                .switchIfEmpty(Mono.error(WebhookController::unknown));
    }

    private Job reported(Kind kind, Job job, Report report) {
        if (job.order().kind() != kind) {
            throw unknown();
        }
        return job.reported(report, Instant.now(), backend.silence());
    }

    private JsonNode read(byte[] raw) {
        JsonNode said;
        try {
            said = json.readTree(raw);
        } catch (JacksonException notJson) {
            throw ProblemException.of(CommonProblem.MALFORMED, CommonProblem.MALFORMED.title());
        }
        if (said.path("job_id").asString("").isBlank()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(List.of(new FieldProblem("job_id", "field.required", "names the job.")));
        }
        return said;
    }

    private static ProblemException unknown() {
        return ProblemException.of(GenerationProblem.UNKNOWN, "There is no such job of this kind.");
    }

    /** Who may sign may not write lines of the log. */
    private static String printable(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]", "?").substring(0, Math.min(64, id.length()));
    }
}
