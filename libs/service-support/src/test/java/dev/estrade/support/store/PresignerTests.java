package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class PresignerTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
    private static final SigningKeys KEYS =
            new SigningKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    /** The worked example of AWS's documentation of SigV4 query-string authentication. */
    @Test
    void signsAsAwsDoesInItsPublishedExample() {
        Presigner presigner =
                new Presigner(URI.create("https://s3.amazonaws.com"), "examplebucket", false, KEYS, CLOCK);

        URI url = presigner.presign(HttpMethod.GET, "test.txt", Duration.ofDays(1), Map.of(), Map.of());

        assertThat(url)
                .hasToString("https://examplebucket.s3.amazonaws.com/test.txt"
                        + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void signsTheDeclaredLengthAndType() {
        Presigner presigner = new Presigner(URI.create("http://localhost:9000"), "media", true, KEYS, CLOCK);

        URI url = presigner.presign(
                HttpMethod.PUT,
                "uploads/é t.mp4",
                Duration.ofHours(1),
                Map.of(),
                Map.of("Content-Length", "12", "Content-Type", "video/mp4"));

        assertThat(url.getRawPath()).isEqualTo("/media/uploads/%C3%A9%20t.mp4");
        assertThat(url.getRawQuery()).contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost");
    }
}
