package dev.estrade.catalog.notification;

import dev.estrade.catalog.fact.Fact;
import java.util.Map;

/** What a frontend shows that has no words of its own. */
final class Sentences {
    private Sentences() {}

    static String title(Fact.Type type) {
        return switch (type) {
            case LESSON_READY -> "Lesson ready";
            case LESSON_FAILED -> "Lesson failed";
            case FORMATION_READY -> "Formation ready";
            case FORMATION_FAILED -> "Formation failed";
            case RECORDING_SAVED -> "Recording saved";
            case GENERATION_COMPLETED -> "Generation completed";
            case GENERATION_FAILED -> "Generation failed";
        };
    }

    static String text(Fact.Type type, Map<String, Object> data) {
        return switch (type) {
            case LESSON_READY -> named("The lesson", data) + " is ready in every quality.";
            case LESSON_FAILED -> named(whatFailed(data), data) + " could not be converted." + reason(data);
            case FORMATION_READY -> named("The formation", data) + " is ready.";
            case FORMATION_FAILED -> named("The formation", data) + " has lessons that failed." + reason(data);
            case RECORDING_SAVED -> named("The recording of the live", data) + " is saved.";
            case GENERATION_COMPLETED -> "What you asked for was generated.";
            case GENERATION_FAILED -> "What you asked for could not be generated." + reason(data);
        };
    }

    private static String whatFailed(Map<String, Object> data) {
        return data.containsKey("recording_id") ? "The recording of the live" : "The video of the lesson";
    }

    private static String named(String what, Map<String, Object> data) {
        return data.get("title") instanceof String title && !title.isBlank() ? what + " “" + title + "”" : what;
    }

    private static String reason(Map<String, Object> data) {
        return data.get("error") instanceof Map<?, ?> error && error.get("detail") instanceof String detail
                ? " " + detail
                : "";
    }
}
