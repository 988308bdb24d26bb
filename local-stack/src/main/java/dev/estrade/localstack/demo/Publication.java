package dev.estrade.localstack.demo;

import dev.estrade.localstack.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Publishes uploaded videos as one formation and follows its lessons until they have ended. */
final class Publication {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Gateway gateway;
    private final Screen screen;
    private final Instant begun = Instant.now();

    /** @param rel names the first lesson that plays: {@code trainer_id/course_id/module_id/lesson_id} */
    record Outcome(String rel, double secondsToPlayable, double secondsToReady) {}

    Publication(Gateway gateway, Screen screen) {
        this.gateway = gateway;
        this.screen = screen;
    }

    Outcome publish(List<Path> files, List<String> videoIds) throws InterruptedException {
        JsonNode formation = gateway.post("/api/formations", formation(files, videoIds));
        String path = "/api/formations/" + formation.path("id").asString();
        double playable = -1;
        while (true) {
            List<JsonNode> lessons = lessons(gateway.get(path));
            screen.show(lessons.stream().map(Publication::line).toList());
            if (playable < 0 && lessons.stream().anyMatch(Publication::plays)) {
                playable = seconds();
            }
            if (!lessons.isEmpty() && lessons.stream().allMatch(Publication::hasEnded)) {
                screen.settle(lessons.stream().map(Publication::line).toList());
                return new Outcome(firstReady(lessons), playable, seconds());
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private static Map<String, Object> formation(List<Path> files, List<String> videoIds) {
        List<Map<String, Object>> videos = new ArrayList<>();
        for (int order = 0; order < videoIds.size(); order++) {
            videos.add(Map.of(
                    "title",
                    String.valueOf(files.get(order).getFileName()),
                    "description",
                    "",
                    "order",
                    order,
                    "videoId",
                    videoIds.get(order)));
        }
        Map<String, Object> module = Map.of("title", "Module 1", "description", "", "order", 0, "videos", videos);
        Map<String, Object> formation = new LinkedHashMap<>();
        formation.put("title", "Demo");
        formation.put("description", "Made by ./estrade demo");
        formation.put("modules", List.of(module));
        return formation;
    }

    private static List<JsonNode> lessons(JsonNode formation) {
        List<JsonNode> lessons = new ArrayList<>();
        formation.path("modules").forEach(module -> module.path("videos").forEach(lessons::add));
        return lessons;
    }

    private static String line(JsonNode lesson) {
        int progress = lesson.path("progress").asInt();
        return String.format(
                Locale.ROOT,
                "  transcode %s %3d %%  %-9s %s",
                Screen.bar(progress / 100.0),
                progress,
                status(lesson),
                lesson.path("title").asString());
    }

    private static boolean plays(JsonNode lesson) {
        return status(lesson).equals("playable") || status(lesson).equals("ready");
    }

    private static boolean hasEnded(JsonNode lesson) {
        return status(lesson).equals("ready") || status(lesson).equals("failed");
    }

    private static String status(JsonNode lesson) {
        return lesson.path("status").asString();
    }

    private static String firstReady(List<JsonNode> lessons) {
        return lessons.stream()
                .filter(lesson -> status(lesson).equals("ready"))
                .map(lesson -> lesson.path("rel").asString())
                .findFirst()
                .orElseThrow(() -> new StackException(
                        "No lesson could be transcoded: " + lessons.get(0).path("error")));
    }

    private double seconds() {
        return Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    }
}
