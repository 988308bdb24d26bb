package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same lesson with {@code ESTRADE_DELIVERY=direct}: its media come from the store, and no byte of them from a JVM. */
class DirectDeliveryIT {
    private static final Stack STACK = Stack.running();
    private static final URI GATEWAY = STACK.gateway();
    private static final Client ANYBODY = STACK.anonymous();

    private static Tools tools;
    private static String rel = "";

    @BeforeAll
    static void publishesAndSwitches() throws IOException {
        tools = new Tools(Lecture.ffmpeg());
        rel = Lecture.ready().rel();
        Stack.run("restart", "playback-service", "ESTRADE_DELIVERY=direct");
    }

    @AfterAll
    static void switchesBack() {
        Stack.run("restart", "playback-service");
    }

    @Test
    void sendsNoMediaByteThroughAJvm() throws IOException {
        String playlist = follow(playlistUrl());
        String rung = lines(playlist).get(0);
        List<String> segments = lines(follow(rung));
        assertThat(segments).hasSizeGreaterThan(5);
        long before = written();
        long fromTheStore = 0;
        long fromUs = 0;

        for (int round = 0; round < 20; round++) {
            for (String segment : segments) {
                Answer told = ANYBODY.get(path(segment)).expect(307);
                fromUs += told.body().length;
                URI location = URI.create(told.header("location"));
                assertThat(location.getPort()).isNotEqualTo(GATEWAY.getPort());
                Answer stored = ANYBODY.get(location.toString()).expect(200);
                fromTheStore += stored.body().length;
            }
        }

        long through = written() - before;
        System.out.printf(
                "[budget] direct: %d media bytes from the store, %d in answers of ours; gateway and playback-service wrote"
                        + " %d bytes in all%n",
                fromTheStore, fromUs, through);
        assertThat(fromUs).isZero();
        assertThat(fromTheStore).isGreaterThan(1 << 20);
        // Headers and log lines of each request, whatever its segment's size.
        assertThat(through).isLessThan(20L * segments.size() * 8_000);
    }

    @Test
    void playsInANativePlayerThatIsGivenTheAddressAlone() throws IOException {
        byte[] frames = tools.ffmpeg(
                "-allowed_extensions",
                "ALL",
                "-i",
                playlistUrl(),
                "-map",
                "0:v:0",
                "-map",
                "0:a:0",
                "-f",
                "framemd5",
                "-");

        assertThat(new String(frames, UTF_8).lines().filter(line -> line.startsWith("0,")))
                .hasSize(90 * 25);
    }

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void playsInABrowser() throws IOException, InterruptedException {
        BrowserTests.run(rel, "direct", "node", "--test", "--test-reporter=spec", "playback.test.mjs");
    }

    private static String playlistUrl() {
        return STACK.as("trainer")
                .get("/api/get-video-token/v2?user_id=trainer&platform=mobile&rel=" + rel)
                .expect(200)
                .json()
                .path("playlist_url")
                .asString();
    }

    private static String follow(String url) {
        return ANYBODY.get(path(url)).expect(200).text();
    }

    private static String path(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static List<String> lines(String playlist) {
        List<String> uris = new ArrayList<>();
        playlist.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(uris::add);
        return uris;
    }

    /** Bytes that the gateway and playback-service have written anywhere: sockets and files. */
    private static long written() throws IOException {
        long bytes = 0;
        for (String service : List.of("gateway", "playback-service")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + STACK.pid(service) + "/io"))) {
                if (line.startsWith("wchar:")) {
                    bytes += Long.parseLong(line.substring(6).strip());
                }
            }
        }
        return bytes;
    }
}
