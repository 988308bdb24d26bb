package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A mobile app hands one address to the player of its platform, here ffmpeg's: it sends no header and adds no query. */
class NativePlayerIT {
    private static final Stack STACK = Stack.running();
    private static final Client ANYBODY = STACK.anonymous();
    private static final Pattern TAG_URI = Pattern.compile("(?<=[:,])URI=\"([^\"]+)\"");

    private static Tools tools;
    private static Video video;
    private static String rel;

    @BeforeAll
    static void publishes() throws IOException {
        tools = new Tools(Lecture.ffmpeg());
        video = Lecture.ready().video();
        rel = Lecture.ready().rel();
    }

    @Test
    void playsEveryVariantToItsEndByTheAddressAlone() throws IOException {
        String address = address();
        long variants = uris(address)
                .filter(uri -> uri.getPath().matches(".*/[0-9]+p/index\\.m3u8"))
                .count();
        assertThat(variants).isEqualTo(2);
        for (int variant = 0; variant < variants; variant++) {
            List<String[]> frames = play(address, variant);

            assertThat(frames.stream().filter(frame -> frame[0].equals("0"))).hasSize((int) (video.seconds() * 25));
            double sound = frames.stream()
                    .filter(frame -> frame[0].equals("1"))
                    .mapToDouble(frame -> Long.parseLong(frame[3]) / 48_000d)
                    .sum();
            assertThat(sound).isCloseTo(video.seconds(), within(0.1));
        }
    }

    @Test
    void readsOnlyAbsoluteAddressesThatOpenByThemselves() {
        String address = address();
        List<URI> playlists = uris(address).toList();
        assertThat(playlists).hasSizeGreaterThanOrEqualTo(3).allMatch(URI::isAbsolute);
        for (URI playlist : playlists) {
            assertThat(uris(playlist.toString()))
                    .isNotEmpty()
                    .allMatch(URI::isAbsolute)
                    .allSatisfy(uri -> open(uri.toString()));
        }
        String bare = address.substring(0, address.indexOf('?'));
        ANYBODY.get(URI.create(bare).getPath()).expectProblem(403, "playback.token_missing");
    }

    private static String address() {
        return STACK.as("trainer")
                .get("/api/get-video-token/v2?user_id=trainer&platform=mobile&rel=" + rel)
                .expect(200)
                .json()
                .path("playlist_url")
                .asString();
    }

    /** What a playlist names, in lines and in tags. */
    private static Stream<URI> uris(String playlist) {
        String text = open(playlist).text();
        Stream<String> lines = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        Stream<String> tags = TAG_URI.matcher(text).results().map((MatchResult tag) -> tag.group(1));
        return Stream.concat(lines, tags).distinct().map(URI::create);
    }

    private static Answer open(String address) {
        return ANYBODY.get(address).expect(200);
    }

    /** @return per frame: stream, dts, pts, duration, size, hash */
    private static List<String[]> play(String address, int variant) throws IOException {
        byte[] frames = tools.ffmpeg("-i", address, "-map", "0:v:" + variant, "-map", "0:a:0", "-f", "framemd5", "-");
        return new String(frames, UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",\\s*"))
                .toList();
    }
}
