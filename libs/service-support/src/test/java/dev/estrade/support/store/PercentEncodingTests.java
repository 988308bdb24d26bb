package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentEncodingTests {
    @Test
    void leavesUnreservedCharactersAlone() {
        assertThat(PercentEncoding.encoded("AZaz09-._~")).isEqualTo("AZaz09-._~");
    }

    @Test
    void encodesAllOtherBytes() {
        assertThat(PercentEncoding.encoded("a b+c*d/e%f=é😀")).isEqualTo("a%20b%2Bc%2Ad%2Fe%25f%3D%C3%A9%F0%9F%98%80");
    }

    @Test
    void keepsThePathsSlashes() {
        assertThat(PercentEncoding.encodedPath("uploads/ä~.mp4")).isEqualTo("uploads/%C3%A4~.mp4");
    }
}
