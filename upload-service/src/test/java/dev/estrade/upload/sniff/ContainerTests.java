package dev.estrade.upload.sniff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTests {

    @ParameterizedTest
    @CsvSource({"'    ftypisom', MP4", "'RIFF    AVI LIST', AVI", "'RIFF    WAVEfmt ', WAV", "OggS, OGG", "fLaC, FLAC"})
    void knowsAContainerByItsFirstBytes(String head, Container expected) {
        assertThat(Container.sniff(head.getBytes(ISO_8859_1))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#EXTM3U\n#EXT-X-VERSION:3",
                "<?xml version=\"1.0\"?><MPD>",
                "ffconcat version 1.0",
                "PK\u0003\u0004",
                "<svg xmlns=",
                "Bonjour, ceci est un texte.",
                "RIFF    WEBPVP8 ",
                "%PDF-1.7",
                "GIF89a"
            })
    void refusesWhatIsNoMedia(String head) {
        assertThat(Container.sniff(head.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void takesATransportStreamOnlyWithItsRepeatedSyncByte() {
        byte[] head = new byte[Container.HEAD_BYTES];
        head[0] = 'G';
        assertThat(Container.sniff(head)).isEmpty();
        head[188] = 'G';
        head[376] = 'G';
        assertThat(Container.sniff(head)).contains(Container.MPEGTS);
    }
}
