package dev.estrade.playback.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class ConditionsTests {

    @Test
    void passesOnRangesAndVersions() {
        assertThat(asked("Range", "bytes=1-2", "If-None-Match", "\"a\""))
                .isEqualTo(headers("Range", "bytes=1-2", "If-None-Match", "\"a\""));
    }

    @Test
    void asksForAPartOfTheSameBytesOnly() {
        assertThat(asked("Range", "bytes=1-2", "If-Range", "\"a\""))
                .isEqualTo(headers("Range", "bytes=1-2", "If-Match", "\"a\""));
        assertThat(asked("Range", "bytes=1-2", "If-Range", "W/\"a\"")).isEqualTo(headers());
        assertThat(asked("Range", "bytes=1-2", "If-Range", "Sat, 21 Nov 2026 08:00:00 GMT"))
                .isEqualTo(headers());
        assertThat(asked("If-Range", "\"a\"")).isEqualTo(headers());
    }

    private static HttpHeaders asked(String... pairs) {
        HttpHeaders request = new HttpHeaders();
        Conditions.of(headers(pairs)).copyTo(request);
        return request;
    }

    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new HttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.set(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
