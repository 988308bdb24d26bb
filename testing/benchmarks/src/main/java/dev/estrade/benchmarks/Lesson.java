package dev.estrade.benchmarks;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A clip that was uploaded and published as a formation of one lesson; its clock starts with the publication. */
final class Lesson {
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Twenty looks a second would take a fifth of two cores from the encoders. */
    private static final Duration LOOK_AT_END = Duration.ofMillis(500);

    private static final Set<String> PLAYS = Set.of("playable", "ready");
    private static final Set<String> READY = Set.of("ready");

    private final RunningStack stack;
    private final Clip clip;
    private final String videoId;
    private final String formation;
    private final long published;

    private Lesson(RunningStack stack, Clip clip, String videoId, String formation, long published) {
        this.stack = stack;
        this.clip = clip;
        this.videoId = videoId;
        this.formation = formation;
        this.published = published;
    }

    static Lesson publish(RunningStack stack, Clip clip) throws Exception {
        String videoId = upload(stack, clip);
        Map<String, Object> video = Map.of("title", clip.content(), "videoId", videoId);
        Map<String, Object> module = Map.of("title", "M", "videos", List.of(video));
        long published = System.nanoTime();
        JsonNode formation = stack.post("/api/formations", Map.of("title", "Benchmark", "modules", List.of(module)));
        String path = "/api/formations/" + formation.path("id").asString();
        return new Lesson(stack, clip, videoId, path, published);
    }

    /** One PUT, and {@code complete}. */
    private static String upload(RunningStack stack, Clip clip) throws Exception {
        String query = "filename=%s&content_type=%s&size=%d"
                .formatted(
                        clip.file().getFileName(),
                        clip.container().type(),
                        clip.file().toFile().length());
        JsonNode signed = stack.get("/api/generate-presigned-url/?" + query);
        Map<String, String> headers = new HashMap<>();
        signed.path("required_headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        stack.put(signed.path("presigned_url").asString(), BodyPublishers.ofFile(clip.file()), headers);
        String key = signed.path("file_key").asString();
        String id = key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'));
        stack.post("/api/uploads/" + id + "/complete", Map.of());
        return id;
    }

    /** Its source's address, and so each of its encoders' arguments, contains it. */
    String videoId() {
        return videoId;
    }

    /** Seconds since it was published. */
    double clock() {
        return (System.nanoTime() - published) / 1e9;
    }

    /** @return seconds since it was published, to a look's 50 ms */
    double awaitPlayable() throws Exception {
        return await(PLAYS, LOOK);
    }

    /** @return seconds since it was published, to a look's 500 ms */
    double awaitReady() throws Exception {
        return await(READY, LOOK_AT_END);
    }

    /** Waits until this much of it is encoded. */
    void awaitProgress(int percent) throws Exception {
        while (task().path("progress").asInt() < percent) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** The highest first. */
    List<Rung> rungs() throws Exception {
        List<Rung> rungs = new ArrayList<>();
        for (JsonNode one : task().path("renditions")) {
            rungs.add(new Rung(
                    one.path("name").asString(),
                    one.path("width").asInt(),
                    one.path("height").asInt()));
        }
        return rungs;
    }

    String rel() throws Exception {
        return task().path("rel").asString();
    }

    /** Waits until nothing works on it any more. */
    void delete() throws Exception {
        stack.delete(formation);
        stack.awaitGone("/api/uploads/" + videoId);
        while (!EncoderWatch.running(videoId).isEmpty()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private double await(Set<String> statuses, Duration look) throws Exception {
        Waiting waiting = new Waiting("estrade");
        while (true) {
            JsonNode lesson =
                    stack.get(formation).path("modules").path(0).path("videos").path(0);
            String status = lesson.path("status").asString();
            if (statuses.contains(status)) {
                return clock();
            }
            if (status.equals("failed")) {
                throw new IllegalStateException("It failed: " + lesson);
            }
            waiting.at(lesson.path("progress").asInt());
            Thread.sleep(look.toMillis());
        }
    }

    private JsonNode task() throws Exception {
        return stack.get("/api/tasks/" + videoId);
    }
}
