package dev.estrade.playback.publicfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PresentationTests {

    @Test
    void convertsUntilThisUploadOrANewerOneIsSettled() {
        assertThat(new Presentation("p", Map.of("mp4", 0L), null).isConverting("mp4"))
                .isTrue();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 2L).isConverting("mp4"))
                .isTrue();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 3L).isConverting("mp4"))
                .isFalse();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 4L).isConverting("mp4"))
                .isFalse();
        assertThat(new Presentation("p", Map.of("mp4", 3L), 2L).isConverting("webm"))
                .isFalse();
        assertThat(new Presentation("p", null, 2L).isConverting("mp4")).isFalse();
    }
}
