package dev.estrade.catalog.fact;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened for good.
 *
 * @param id the same however often the fact is heard of, and no other fact's
 * @param ownerId whom it concerns, a {@code sub}
 * @param at when it happened
 * @param data what there is to say of it, in the JSON names of the public API; values are strings, numbers, lists and maps
 */
public record Fact(String id, Type type, String ownerId, Instant at, Map<String, Object> data) {

    /** The types of CONTRACT.md. */
    public enum Type {
        LESSON_READY("lesson.ready"),
        LESSON_FAILED("lesson.failed"),
        FORMATION_READY("formation.ready"),
        FORMATION_FAILED("formation.failed"),
        RECORDING_SAVED("recording.saved"),
        GENERATION_COMPLETED("generation.completed"),
        GENERATION_FAILED("generation.failed");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** Empty for a type that there is not. */
        public static Optional<Type> named(String text) {
            return Arrays.stream(values())
                    .filter(type -> type.text.equals(text))
                    .findFirst();
        }
    }
}
