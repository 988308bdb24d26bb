package dev.estrade.e2e;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every screen of the studio, driven as a person would in a real Chromium: the tests are in testing/browser/studio. */
class StudioIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("studio");

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void signsPeopleInAndLeadsThemEverywhere() throws IOException, InterruptedException {
        run("", "studio/vendor.test.mjs", "studio/texts.test.mjs", "studio/welcome.test.mjs");
    }

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void createsCoursesWhateverHappensToTheLine() throws IOException, InterruptedException {
        run("", "studio/create.test.mjs");
    }

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void playsLessonsAndSaysWhyNot() throws IOException, InterruptedException {
        run(Lecture.ready().rel(), "studio/watch.test.mjs");
    }

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void hasPicturesAndClipsMade() throws IOException, InterruptedException {
        try (Backend backend = Backend.start()) {
            run("", "studio/generate.test.mjs");
        }
    }

    @Test
    @Paced
    @Timeout(value = 11, unit = MINUTES)
    void keepsWhatWasLive() throws IOException, InterruptedException {
        run("", "studio/live.test.mjs");
    }

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void showsLibraryNotificationsPeopleAndStatus() throws IOException, InterruptedException {
        run("", "studio/rest.test.mjs");
    }

    private static void run(String lesson, String... tests) throws IOException, InterruptedException {
        Video film = new Videos(FfmpegTools.locate(WORK.resolve("ffmpeg")), WORK.resolve("videos"))
                .short2s(1)
                .get(0);
        Map<String, String> more = Map.of("ESTRADE_LESSON_FILE", film.file().toString(), "ESTRADE_LESSON_REL", lesson);
        List<String> node = List.of("node", "--test", "--test-concurrency=1", "--test-reporter=spec");
        String[] command = Stream.concat(node.stream(), Stream.of(tests)).toArray(String[]::new);
        BrowserTests.run(more, command);
    }
}
