package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search of the logs finds what is planted, and nothing in what is harmless. */
class SecretsTests {
    private static final byte[] KEY = HexFormat.of().parseHex("fb00ff10fe20fd30fc40fb50fa60f970");
    private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=";

    private final Secrets secrets = new Secrets().and("a content key", KEY).and("the token secret", "t1:" + SECRET);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x with eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0cmFpbmVyIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
                "Authorization: Bearer abcdefghijklmnopqrstuvwxyz",
                "secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "PUT http://s3/b/k?X-Amz-Expires=900&X-Amz-Signature=0a1b",
                "GET /hls2/t/c/m/l/output.m3u8?token=abcdefghij",
                "GET /hls2/t/c/m/l/360p/index.m3u8?g=abcdefghij",
                "k1 is " + SECRET,
            })
    void findsWhatIsPlanted(String line) {
        assertThat(secrets.in(line, "here:1")).isNotEmpty().allMatch(found -> found.startsWith("here:1 holds "));
    }

    @Test
    void findsAKeyHoweverItIsWritten(@TempDir Path folder) throws IOException {
        String hex = HexFormat.of().formatHex(KEY);
        Path log = Files.writeString(
                folder.resolve("a.log"),
                String.join(
                        "\n",
                        "nothing",
                        hex,
                        hex.toUpperCase(java.util.Locale.ROOT),
                        Base64.getEncoder().encodeToString(KEY),
                        Base64.getUrlEncoder().encodeToString(KEY)));

        assertThat(secrets.in(log))
                .containsExactly(
                        "a.log:2 holds a content key",
                        "a.log:3 holds a content key",
                        "a.log:4 holds a content key",
                        "a.log:5 holds a content key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hls2/t/c/m/l/output.m3u8 -> 200 512 bytes 3 ms",
                "kid t1 is current",
                "Send Authorization: Bearer with a playback token.",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736",
                "{\"ecs\":{\"version\":\"8.11\"},\"message\":\"Started\"}",
            })
    void findsNothingInHarmlessLines(String line) {
        assertThat(secrets.in(line, "here:1")).isEmpty();
    }
}
