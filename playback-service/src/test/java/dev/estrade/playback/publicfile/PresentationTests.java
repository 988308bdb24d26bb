package dev.estrade.playback.publicfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresentationTests {

    @Test
    void convertsUntilThisUploadOrANewerOneIsSettled() {
        assertThat(new Presentation("p", Map.of("mp4", 0L), null, null, null).isConverting("mp4"))
                .isTrue();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 2L, null, null).isConverting("mp4"))
                .isTrue();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 3L, null, null).isConverting("mp4"))
                .isFalse();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 4L, null, null).isConverting("mp4"))
                .isFalse();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 2L, null, null).isConverting("webm"))
                .isFalse();
        assertThat(new Presentation("p", null, 2L, null, null).isConverting("mp4"))
                .isFalse();
    }

    @Test
    void isRemovedIfItsNewestUploadIs() {
        Map<String, Instant> v2 = Map.of("v2", Instant.EPOCH);

        assertThat(new Presentation("p", null, null, Map.of("v1", 1L, "v2", 2L), v2).isRemoved())
                .isTrue();
        assertThat(new Presentation("p", null, null, Map.of("v2", 2L, "v3", 3L), v2).isRemoved())
                .isFalse();
        assertThat(new Presentation("p", null, null, null, v2).isRemoved()).isTrue();
        assertThat(new Presentation("p", null, null, Map.of("v1", 1L), null).isRemoved())
                .isFalse();
        assertThat(new Presentation("p", Map.of("mp4", 2L), 1L, Map.of("v2", 2L), v2).isConverting("mp4"))
                .isFalse();
    }
}
