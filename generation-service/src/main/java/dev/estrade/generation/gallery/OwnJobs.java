package dev.estrade.generation.gallery;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Kind;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Jobs by who may see them: their user, whoever acts for him by his {@code user_id}, an admin. */
@Component
class OwnJobs {
    private final Jobs jobs;

    OwnJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * @param kind {@code images} or {@code videos}
     * @param userId whom the caller acts for
     * @return fails with {@code generation.unknown} for anybody else's
     */
    Mono<Job> require(String kind, String id, @Nullable String userId, Caller caller) {
        String owner = caller.actingFor(userId);
        return jobs.find(id, Kind.ofPath(kind))
                .filter(job -> job.order().userId().equals(owner) || caller.has(Role.ADMIN))
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.of(GenerationProblem.UNKNOWN, GenerationProblem.UNKNOWN.title())));
    }
}
