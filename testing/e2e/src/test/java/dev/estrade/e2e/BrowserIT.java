package dev.estrade.e2e;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uploads and lessons in a real Chromium: the tests themselves are the JavaScript of testing/browser. */
class BrowserIT {

    @Test
    @Timeout(value = 14, unit = MINUTES)
    void uploadsAndPlaysInABrowserInEveryWay() throws IOException, InterruptedException {
        BrowserTests.run(Lecture.ready().rel(), "relay", "npm", "test", "--silent");
    }
}
