package dev.estrade.playback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CdnUrlsTests {
    private static final URI CDN = URI.create("https://cdn.example/media/");
    private static final String KEY = "hls/t/c/m/l1/g1/480p/segment_000.ts";

    /** What the CDN computes by itself, from the path that it sees and the seconds in the address. */
    @Test
    void signsPathAndSecondsAsTheCdnDoes() throws GeneralSecurityException {
        URI url = at(1_900_000_123).of(KEY);

        assertThat(url.toString()).startsWith("https://cdn.example/media/" + KEY + "?verify=1899999900-");
        String verify = URLDecoder.decode(url.getRawQuery().substring("verify=".length()), UTF_8);
        String seconds = verify.substring(0, verify.indexOf('-'));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("mysecrettoken".getBytes(UTF_8), "HmacSHA256"));
        assertThat(verify.substring(verify.indexOf('-') + 1))
                .isEqualTo(
                        Base64.getEncoder().encodeToString(mac.doFinal((url.getRawPath() + seconds).getBytes(UTF_8))));
    }

    @Test
    void isTheSameWithinAWindowAndAnotherInTheNext() {
        assertThat(at(1_899_999_900).of(KEY)).isEqualTo(at(1_900_000_349).of(KEY));
        assertThat(at(1_899_999_900).of(KEY)).isNotEqualTo(at(1_900_000_350).of(KEY));
        assertThat(at(1_899_999_900).of(KEY)).isNotEqualTo(at(1_899_999_900).of(KEY + "x"));
    }

    private static CdnUrls at(long second) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        return new CdnUrls(CDN, "mysecrettoken", Duration.ofSeconds(450), clock);
    }
}
