package dev.estrade.generation.ingest;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.NamedResult;
import dev.estrade.generation.job.ResultFile;
import dev.estrade.support.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All results of a job, one after the other. */
@Component
class Results {
    private static final Logger log = LoggerFactory.getLogger(Results.class);

    private final Intake intake;
    private final Inspection inspection;
    private final Incoming incoming;

    Results(Intake intake, Inspection inspection, Incoming incoming) {
        this.intake = intake;
        this.inspection = inspection;
        this.incoming = incoming;
    }

    /** At least one; fails with a {@code generation.result_…}, or because the store is away. */
    Mono<List<ResultFile>> of(Job job) {
        return named(job)
                .index()
                .concatMap(result -> file(job, (int) (result.getT1() + 1), result.getT2()))
                .collectList()
                .doOnNext(Results::requireAny);
    }

    private Flux<NamedResult> named(Job job) {
        List<NamedResult> named = job.state().named();
        return named.isEmpty() ? incoming.uploaded(job) : Flux.fromIterable(named);
    }

    private Mono<ResultFile> file(Job job, int n, NamedResult named) {
        return Mono.defer(() -> intake.bringIn(job, n, named))
                .flatMap(key -> inspection.admit(job, n, key, named))
                .doOnNext(file ->
                        log.info("Job {}: result {} is {}, {} bytes", job.id(), n, file.contentType(), file.size()));
    }

    private static void requireAny(List<ResultFile> files) {
        if (files.isEmpty()) {
            throw ProblemException.of(GenerationProblem.RESULT_MISSING, GenerationProblem.RESULT_MISSING.title());
        }
    }
}
