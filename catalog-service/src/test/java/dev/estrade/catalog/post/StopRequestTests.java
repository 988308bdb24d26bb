package dev.estrade.catalog.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.post.StopRequest.VideoData;
import dev.estrade.catalog.post.StopRequest.Wanted;
import dev.estrade.support.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopRequestTests {
    private static final String ID = "5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11";
    private static final PostProperties SETTINGS =
            new PostProperties(URI.create("https://video.example:8443/"), "cdn.example", Duration.ofHours(12), 60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://video.example:8443/media/videos/" + ID + ".mp4",
                "https://video.example:8443/media/videos/" + ID + ".webm?t=1",
                "https://cdn.example/videos/" + ID + ".mp4",
                " https://cdn.example/videos/" + ID
            })
    void knowsItsOwnAddresses(String url) {
        assertThat(wanted(url, null, null)).isEqualTo(new Wanted(ID, true));
    }

    @Test
    void knowsKeysAndIdsWhateverTheUrlIs() {
        assertThat(wanted("blob:https://shop.example/1", "videos/" + ID + ".mp4", null))
                .isEqualTo(new Wanted(ID, true));
        assertThat(wanted("https://else.example/x", null, ID)).isEqualTo(new Wanted(ID, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blob:https://shop.example/123", "BLOB:x", "data:video/webm;base64,AAAA"})
    void takesTheBrowsersOwnForWhatWasRecorded(String url) {
        assertThat(wanted(url, null, null)).isEqualTo(new Wanted(null, true));
    }

    @Test
    void expectsNothingWhereNothingIsNamed() {
        assertThat(wanted(null, " ", "")).isEqualTo(new Wanted(null, false));
        assertThat(new StopRequest(null).wanted(SETTINGS)).isEqualTo(new Wanted(null, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://else.example/media/videos/" + ID + ".mp4",
                "https://video.example:8443.else.example/media/videos/" + ID + ".mp4",
                "http://video.example:8443/media/videos/" + ID + ".mp4",
                "https://video.example:8443/media/videos/../" + ID + ".mp4",
                "https://video.example:8443/media/photos/" + ID + ".jpg",
                "https://cdn.example/",
                "/media/videos/" + ID + ".mp4",
                "rubbish"
            })
    void refusesEverybodyElses(String url) {
        assertThatThrownBy(() -> wanted(url, null, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(CatalogProblem.RECORDING_UNREACHABLE));
    }

    @Test
    void refusesKeysAndIdsThatItNeverGave() {
        assertThatThrownBy(() -> wanted(null, "uploads/videos/" + ID, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> wanted(null, null, "../x")).isInstanceOf(ProblemException.class);
    }

    private static Wanted wanted(@Nullable String url, @Nullable String fileKey, @Nullable String videoId) {
        return new StopRequest(new VideoData(url, fileKey, videoId)).wanted(SETTINGS);
    }
}
