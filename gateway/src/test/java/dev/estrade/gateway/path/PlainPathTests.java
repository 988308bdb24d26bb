package dev.estrade.gateway.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTests {
    private static final List<String> PATHS = List.of(
            "/hls2/t/c/m/l1/output.m3u8",
            "/hls2/t/c/m/l1/480p/segment_000.ts",
            "/hls2/t/c/m/l1/enc.key",
            "/live/7/480p/segment_000.ts",
            "/api/formations/f1",
            "/api/download/learner",
            "/media/videos/a.mp4",
            "/presentation_videos/courses/c1/presentation.mp4",
            "/upload/lesson");

    /** Each stands for a separator, a dot, an end or nothing, to some reader on the way. */
    private static final List<String> TRICKS = List.of(
            "%2f",
            "%2F",
            "%5c",
            "%5C",
            "%2e",
            "%2E",
            "%2e%2e",
            "%00",
            "%0a",
            "%0d%0a",
            "%09",
            "%7f",
            "%25",
            "%252f",
            "%252e%252e",
            "%25252e",
            "%3b",
            "%3B",
            "%c0%ae",
            "%c0%af",
            "%e0%80%af",
            "%f0%80%80%af",
            "%c1%9c",
            "%fe",
            "%ff",
            "%u002f",
            "%",
            "%2g",
            "%zz",
            "%%32%66",
            "\\",
            "\\..\\",
            "..\\",
            ";",
            ";a=b",
            ";jsessionid=1",
            "//",
            "/./",
            "/../",
            "/.../",
            "/..;/",
            "/.;/",
            "/%2e/",
            "/%2e%2e/",
            "/.%2e/",
            "/%2e./",
            "..%2f",
            "%2e%2e%2f",
            "..%5c",
            "..%c0%af",
            "..%255c",
            "\u0000",
            "\n",
            "\t",
            "\u007f",
            " ",
            "\u00a0",
            "\u2215",
            "\uff0f",
            "\u202e",
            "#",
            "?",
            "\"",
            "<",
            ">",
            "^",
            "`",
            "{",
            "|",
            "}",
            "%d0",
            "%ed%a0%80");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/formations",
                "/api/formations/",
                "/api/formations/f1/enrolments/auth0%7C123",
                "/api/formations/f1/enrolments/user@shop.example",
                "/api/download/learner/Le%C3%A7on%201.mp4",
                "/api/download/learner/lesson.final.mp4",
                "/api/download/auth0%7C1/Le%C3%A7on%20%221%22%20100%25.mp4",
                "/api/download/learner/a%3B%20b.mp4",
                "/api/download/learner/Le%2520cours%25C3%25A9.mp4",
                "/api/get-download-token/learner/100%25",
                "/.well-known/estrade",
                "/media/videos/0b8f0a7e-6a0f-4f5e-9d25-0f3a55f6a001.mp4",
                "/s3/multipart/abc_DEF-1.2~/complete",
                "/hls2/t/c/m/l1/output.m3u8",
                "/hls2/t/c/m/l1/1080p/segment_12345.ts",
                "/live/0b8f0a7e-6a0f-4f5e-9d25-0f3a55f6a001/output.m3u8"
            })
    void routesPlainPaths(String path) {
        assertThat(PlainPath.is(path)).isTrue();
    }

    @Test
    void refusesEveryTrickAtEverySeparator() {
        List<String> routed = new ArrayList<>();
        int tried = 0;
        for (String path : PATHS) {
            for (String trick : TRICKS) {
                for (String tricked : at(path, trick)) {
                    tried++;
                    if (PlainPath.is(tricked)) {
                        routed.add(tricked);
                    }
                }
            }
        }

        assertThat(routed).isEmpty();
        assertThat(tried).isGreaterThan(3000);
    }

    /** A file may be called so; nothing before its name may be. */
    @Test
    void takesPercentSignsAndSemicolonsInFileNamesForText() {
        String path = "/api/download/learner/lesson.mp4";

        assertThat(TRICKS.stream().flatMap(trick -> at(path, trick).stream()).filter(PlainPath::is))
                .containsExactlyInAnyOrder(
                        "/api/download/learner/%25lesson.mp4",
                        "/api/download/learner/lesson.mp4%25",
                        "/api/download/learner/%3blesson.mp4",
                        "/api/download/learner/lesson.mp4%3b",
                        "/api/download/learner/%3Blesson.mp4",
                        "/api/download/learner/lesson.mp4%3B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "/hls2",
                "/hls2/",
                "/hls2/t",
                "/hls2/t/c/m/l1",
                "/hls2/t/c/m/output.m3u8",
                "/hls2/t/c/m/l1/x/output.m3u8",
                "/hls2/t/c/m/l1/%6futput.m3u8",
                "/hls2/%74/c/m/l1/output.m3u8",
                "/media/%61.mp4",
                "/live",
                "/live/",
                "/live/7",
                "/live/7/",
                "/live/7/other.txt",
                "/live/7/8/output.m3u8",
                "/live/%61/output.m3u8",
                "/presentation_videos/courses/%63/presentation.mp4",
                "/api/..",
                "/..",
                "/.",
                "//",
                "/api//formations",
                "/api/%66ormations",
                "/api/formations/%7euser",
                "/api/formations%2",
                "/api/download/a%25b/lesson.mp4",
                "/api/download/learner/%25%32%66.mp4",
                "/api/download/learner/%2525.mp4",
                "/api/download/learner/%250a.mp4",
                "/api/download/learner/a%252Fb.mp4",
                "/api/download/learner/%%2525.mp4",
                "/api/download/learner/x/a%25b.mp4",
                "/api/downloads/learner/a%25b.mp4",
                "/api/formations%"
            })
    void refuses(String path) {
        assertThat(PlainPath.is(path)).isFalse();
    }

    /** The trick behind each slash, in place of it, and at the end. */
    private static List<String> at(String path, String trick) {
        List<String> tricked = new ArrayList<>();
        for (int i = path.indexOf('/', 1); i >= 0; i = path.indexOf('/', i + 1)) {
            tricked.add(path.substring(0, i + 1) + trick + path.substring(i + 1));
            if (!trick.equals("/")) {
                tricked.add(path.substring(0, i) + trick + path.substring(i + 1));
            }
        }
        tricked.add(path + trick);
        return tricked;
    }
}
