package dev.estrade.playback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class ByteRangeTests {
    private static final ByteRange WHOLE = new ByteRange(0, 9, 10);

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-4, 2, 4",
        "bytes=2-, 2, 9",
        "bytes=2-99, 2, 9",
        "bytes=-3, 7, 9",
        "bytes=-99, 0, 9"
    })
    void findsThePart(String range, long first, long last) {
        assertThat(asked("Range", range)).contains(new ByteRange(first, last, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100"})
    void findsNoPartBeyondTheEnd(String range) {
        assertThat(asked("Range", range)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=4-2", "bytes=", "bytes=a-b", "items=0-1", "bytes=0-1,4-5", "0-1"})
    void givesTheWholeForRangesThatItDoesNotUnderstand(String range) {
        assertThat(asked("Range", range)).contains(WHOLE);
    }

    @Test
    void givesAPartOfTheSameBytesOnly() {
        assertThat(asked("Range", "bytes=1-2", "If-Range", "\"a\"")).contains(new ByteRange(1, 2, 10));
        assertThat(asked("Range", "bytes=1-2", "If-Range", "\"b\"")).contains(WHOLE);
        assertThat(asked("Range", "bytes=1-2", "If-Range", "W/\"a\"")).contains(WHOLE);
        assertThat(asked("Range", "bytes=1-2", "If-Range", "Sat, 21 Nov 2026 08:00:00 GMT"))
                .contains(WHOLE);
    }

    @Test
    void knowsAnEmptyFile() {
        assertThat(ByteRange.of(new HttpHeaders(), "\"a\"", 0)).contains(new ByteRange(0, -1, 0));
        assertThat(ByteRange.of(headers("Range", "bytes=0-"), "\"a\"", 0)).isEmpty();
    }

    private static Optional<ByteRange> asked(String... pairs) {
        return ByteRange.of(headers(pairs), "\"a\"", 10);
    }

    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new HttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.set(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
