package dev.estrade.events;

import org.jspecify.annotations.Nullable;

/**
 * This generation will never play.
 *
 * @param code stable, from docs/errors.md
 * @param detail a sentence that the trainer understands
 * @param ownerId the trainer's {@code sub}; null from older producers
 */
public record LessonFailed(
        Rel rel,
        String generation,
        long version,
        String code,
        String detail,
        @Nullable String ownerId) implements Event {
    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
