package dev.estrade.events;

/**
 * How far a generation of a lesson is. Never passes an outbox: losing one costs nothing.
 *
 * @param status {@code queued|probing|encoding|playable}
 * @param progress 0..100
 */
public record LessonProgressed(Rel rel, String generation, long version, String status, int progress) implements Event {
    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
