package dev.estrade.events;

/**
 * A hint for whoever watches an AI generation job; losing one costs a delay.
 *
 * @param progress 0 to 100
 */
public record GenerationJobProgressed(String jobId, long version, int progress) implements Event {
    @Override
    public String aggregateId() {
        return jobId;
    }
}
