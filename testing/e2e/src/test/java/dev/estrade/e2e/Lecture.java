package dev.estrade.e2e;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A lesson of 90 s that change their colour, for all who only watch: it is encoded once. */
record Lecture(Video video, String rel) {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("lecture");

    private static @Nullable Lecture published;

    static FfmpegTools ffmpeg() {
        return FfmpegTools.locate(WORK.resolve("ffmpeg"));
    }

    static synchronized Lecture ready() throws IOException {
        if (published == null) {
            published = publish();
        }
        return published;
    }

    private static Lecture publish() throws IOException {
        Video video = new Videos(ffmpeg(), WORK.resolve("videos")).thirds90s();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        JsonNode formation = trainer.publish("Regarder", List.of(trainer.upload(List.of(video))));
        JsonNode ready = trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(3));
        return new Lecture(video, Trainer.lessons(ready).get(0).path("rel").asString());
    }
}
