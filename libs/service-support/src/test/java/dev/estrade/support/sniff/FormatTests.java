package dev.estrade.support.sniff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTests {

    @ParameterizedTest
    @CsvSource({
        "'    ftypisom', MP4",
        "'RIFF    AVI LIST', AVI",
        "'RIFF    WAVEfmt ', WAV",
        "OggS, OGG",
        "fLaC, FLAC",
        "'\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0084webm', WEBM",
        "'\u001AE\u00DF\u00A3\u009FB\u0082\u0088matroska', MATROSKA",
        "'    ftypavif', AVIF",
        "'RIFF    WEBPVP8 ', WEBP",
        "GIF89a, GIF",
        "'\u00FF\u00D8\u00FF\u00E0', JPEG"
    })
    void knowsAFormatByItsFirstBytes(String head, Format expected) {
        assertThat(Format.sniff(head.getBytes(ISO_8859_1))).contains(expected);
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
                "RIFF    xxxx",
                "%PDF-1.7"
            })
    void refusesWhatIsNoMedia(String head) {
        assertThat(Format.sniff(head.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void takesATransportStreamOnlyWithItsRepeatedSyncByte() {
        byte[] head = new byte[Format.HEAD_BYTES];
        head[0] = 'G';
        assertThat(Format.sniff(head)).isEmpty();
        head[188] = 'G';
        head[376] = 'G';
        assertThat(Format.sniff(head)).contains(Format.MPEGTS);
    }
}
