package dev.estrade.events;

/**
 * An AI generation job ended without results. A job that was cancelled tells nobody.
 *
 * @param userId the {@code sub} of whose job it is
 * @param kind {@code image} or {@code video}
 * @param code stable, from docs/errors.md
 * @param detail a sentence that the user understands
 */
public record GenerationJobFailed(String jobId, long version, String userId, String kind, String code, String detail)
        implements Event {

    @Override
    public String aggregateId() {
        return jobId;
    }
}
