package dev.estrade.support.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTests {
    /** The vector that the libraries of Standard Webhooks share. */
    private static final WebhookSecret SECRET = WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    @Test
    void isThatOfThePublishedVector() {
        assertThat(WebhookSignature.of(List.of(SECRET), ID, AT, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void namesOnePerSecret() {
        WebhookSecret other = WebhookSecret.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

        assertThat(WebhookSignature.of(List.of(other, SECRET), ID, AT.plusNanos(999_999_999), BODY))
                .isEqualTo(WebhookSignature.of(List.of(other), ID, AT, BODY) + " "
                        + WebhookSignature.of(List.of(SECRET), ID, AT, BODY));
    }
}
