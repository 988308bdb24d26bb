package dev.estrade.events;

/**
 * This generation will never play.
 *
 * @param code stable, from docs/errors.md
 * @param detail a sentence that the trainer understands
 */
public record LessonFailed(Rel rel, String generation, long version, String code, String detail) implements Event {
    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
