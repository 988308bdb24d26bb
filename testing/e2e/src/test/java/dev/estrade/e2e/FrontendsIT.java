package dev.estrade.e2e;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/frontends.md has frontends copy, in a real Chromium and in Node.js: the tests are in testing/browser. */
class FrontendsIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("frontends");

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void doesWhatFrontendsAreTold() throws IOException, InterruptedException {
        Video film = new Videos(FfmpegTools.locate(WORK.resolve("ffmpeg")), WORK.resolve("videos")).webm();
        Map<String, String> more = Map.of(
                "ESTRADE_LESSON_FILE", film.file().toString(),
                "ESTRADE_LEARNER_TOKEN", STACK.token("learner"),
                "ESTRADE_LESSON_REL", Lecture.ready().rel());
        try (Backend backend = Backend.start()) {
            BrowserTests.run(more, "npm", "run", "frontends", "--silent");
        }
    }
}
