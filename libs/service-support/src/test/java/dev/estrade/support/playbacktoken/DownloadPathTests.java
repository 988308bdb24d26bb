package dev.estrade.support.playbacktoken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadPathTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learner|f.mp4|/api/download/learner/f.mp4",
                "auth0|f.mp4|/api/download/auth0/f.mp4",
                "a@b.example|Leçon \"1\" 100%.mp4|/api/download/a%40b.example/Le%C3%A7on%20%221%22%20100%25.mp4",
                "u|100%2fx|/api/download/u/100%252fx",
                "u|a+b;c=d&e?f#g|/api/download/u/a%2Bb%3Bc%3Dd%26e%3Ff%23g",
                "u|課程 😀|/api/download/u/%E8%AA%B2%E7%A8%8B%20%F0%9F%98%80"
            })
    void encodesAndDecodesOnce(String userId, String filename, String path) {
        DownloadPath download = new DownloadPath(userId, filename);

        assertThat(download.encoded()).isEqualTo(path);
        assertThat(DownloadPath.parse(path)).contains(download);
    }

    @Test
    void takesCharactersForThemselvesThatNeedNoEscape() {
        assertThat(DownloadPath.parse("/api/download/a@b/(1)+1!.mp4")).contains(new DownloadPath("a@b", "(1)+1!.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/api/download",
                "/api/download/u",
                "/api/download/u/",
                "/api/download//f",
                "/api/download/u/f/",
                "/api/download/u/x/f",
                "/api/download/u/f;v=1",
                "/api/download/u;v=1/f",
                "/api/download/u/f%2",
                "/api/download/u/f%zz",
                "/api/downloads/u/f",
                "/x/api/download/u/f"
            })
    void isNothingElse(String path) {
        assertThat(DownloadPath.parse(path)).isEmpty();
    }
}
