package dev.estrade.playback.publicfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicFileTests {
    private static final String ID = "5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/videos/" + ID + ".mp4",
                "/media/videos/" + ID + ".MP4",
                "/media/photos/" + ID + ".jpg",
                "/media/photos/" + ID + "",
                "/media/photos/" + ID + ".html",
                "/media/photos/" + ID + ".svg",
                "/presentation_videos/courses/c-1/presentation.mp4",
                "/presentation_videos/modules/c-1/m_2/presentation.webm",
                "/presentation_videos/courses/c-1/poster.jpg",
                "/presentation_videos/modules/c-1/m_2/poster.jpg"
            })
    void findsItsKey(String path) {
        assertThat(PublicFile.parse(path).orElseThrow().key()).isEqualTo(path.replaceFirst("^/(media/)?", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/",
                "/media/uploads/videos/" + ID + ".mp4",
                "/media/videos/" + ID + ".mp4/",
                "/media/videos/" + ID + ".mp4/x",
                "/media/videos/" + ID + ".tar.gz",
                "/media/videos/../photos/" + ID + ".jpg",
                "/media/videos/%2e%2e/" + ID + ".mp4",
                "/media/hls/t/c/m/l/g/output.m3u8",
                "/media/videos/5B8E2C1E-7b0b-4d7e-9d3a-0c9f6f6e2b11.mp4",
                "/media/videos/x.mp4",
                "/media//videos/" + ID + ".mp4",
                "/presentation_videos/courses/c.1/presentation.mp4",
                "/presentation_videos/courses/c1/presentation.mov",
                "/presentation_videos/courses/c1/m1/presentation.mp4",
                "/presentation_videos/modules/c1/presentation.mp4",
                "/presentation_videos/courses/c1/other.mp4",
                "/presentation_videos/courses/c1/poster.mp4",
                "/presentation_videos/courses/c1/poster.jpg.mp4",
                "/presentation_videos/courses/c1/presentation.jpg",
                "/presentation_videos/courses/poster.jpg",
                "/presentation_videos/courses//presentation.mp4"
            })
    void leadsNowhereElse(String path) {
        assertThat(PublicFile.parse(path)).isEmpty();
    }

    @Test
    void knowsThePlaceOfAPresentation() {
        assertThat(PublicFile.parse("/presentation_videos/modules/c1/m1/presentation.mp4"))
                .contains(new PublicFile.PresentationFile("modules/c1/m1", "presentation.mp4"));
    }
}
