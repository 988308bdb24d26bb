package dev.estrade.generation.job;

import reactor.core.publisher.Mono;

/** Does one step of jobs; a bean of this type gets its workers. */
public interface StepHandler {
    Step step();

    /** Jobs under way in this process. */
    int atOnce();

    /**
     * Does the step and notes what came of it. What fails is done again when the lease has ended.
     *
     * @param leased as it was when the lease was taken
     */
    Mono<?> handle(Job leased);
}
