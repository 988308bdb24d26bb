package dev.estrade.generation.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.Media;
import dev.estrade.generation.job.NamedResult;
import dev.estrade.support.sniff.Format;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTests {

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF"})
    void readsTheSizeOfAPicture(String name, Format format) {
        byte[] picture = Media.picture(name, 320, 200);

        assertThat(Format.sniff(picture)).contains(format);
        assertThat(PictureHeader.read(format, picture)).isEqualTo(Facts.size(320, 200));
    }

    @Test
    void readsTheSizeOfWebp() {
        assertThat(webp("VP8X", 24, 0x3F, 0x01, 0x00, 0xC7, 0x00, 0x00)).isEqualTo(Facts.size(320, 200));
        assertThat(webp("VP8 ", 26, 0x40, 0x01, 0xC8, 0x00)).isEqualTo(Facts.size(320, 200));
        assertThat(webp("VP8L", 21, 0x3F, 0xC1, 0x31, 0x00)).isEqualTo(Facts.size(320, 200));
    }

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF"})
    void saysNothingOfAPictureThatIsCutOff(String name, Format format) {
        byte[] picture = Media.picture(name, 320, 200);
        for (int length = 0; length < 16; length++) {
            Facts facts = PictureHeader.read(format, Arrays.copyOf(picture, length));
            assertThat(facts.width()).isIn(null, 320);
        }
    }

    @Test
    void readsSizeAndDurationOfAFilm() {
        assertThat(MovieHeader.read(Media.moov(Media.film(1280, 720, 4500)))).isEqualTo(new Facts(1280, 720, 4.5));
        assertThat(MovieHeader.read(new byte[9])).isEqualTo(Facts.NONE);
    }

    @Test
    void believesTheBytesBeforeTheBackend() {
        NamedResult named = new NamedResult("https://h/1", null, 1, 2, 3.0);

        assertThat(Facts.size(8, 9).or(named)).isEqualTo(new Facts(8, 9, 3.0));
        assertThat(Facts.NONE.or(named)).isEqualTo(new Facts(1, 2, 3.0));
        assertThat(Facts.NONE.or(new NamedResult(null, 0, null, null, null))).isEqualTo(Facts.NONE);
    }

    private static Facts webp(String chunk, int at, int... values) {
        byte[] head = Arrays.copyOf(("RIFF    WEBP" + chunk).getBytes(ISO_8859_1), 40);
        for (int i = 0; i < values.length; i++) {
            head[at + i] = (byte) values[i];
        }
        return PictureHeader.read(Format.WEBP, head);
    }
}
