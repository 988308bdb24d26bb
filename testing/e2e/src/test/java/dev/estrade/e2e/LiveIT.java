package dev.estrade.e2e;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lives in a real Chromium with a fake camera: the tests themselves are in testing/browser/live. */
@Paced
class LiveIT {
    private static final String NO_LESSON = "";

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void keepsWhatWasRecordedHoweverItEnds() throws IOException, InterruptedException {
        run("live/live.test.mjs");
    }

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void losesNothingWhenServicesAreKilled() throws IOException, InterruptedException {
        run("live/crashes.test.mjs");
    }

    private static void run(String tests) throws IOException, InterruptedException {
        BrowserTests.run(NO_LESSON, "relay", "node", "--test", "--test-reporter=spec", tests);
    }
}
