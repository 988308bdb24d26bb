package dev.estrade.support.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTests {
    private static final String CURRENT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLDER = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long AT = 1_614_265_330;
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final int MUTATIONS = 10_000;

    private final WebhookVerifier verifier = at(AT);

    @Test
    void acceptsThePublishedVector() {
        assertThat(accepts(SIGNATURE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ",
                "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= "
            })
    void findsItsSignatureAmongOthers(String others) {
        assertThat(accepts(others)).isFalse();
        assertThat(accepts(others + SIGNATURE)).isTrue();
    }

    @Test
    void acceptsEitherSecretDuringARotation() {
        String older = WebhookSignature.of(WebhookSecret.of(OLDER), ID, String.valueOf(AT), BODY);
        WebhookVerifier both =
                new WebhookVerifier(List.of(WebhookSecret.of(CURRENT), WebhookSecret.of(OLDER)), clock(AT));

        assertThat(accepts(older)).isFalse();
        assertThat(both.accepts(ID, String.valueOf(AT), older, BODY)).isTrue();
        assertThat(both.accepts(ID, String.valueOf(AT), SIGNATURE, BODY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-300, true", "-301, false", "0, true", "300, true", "301, false"})
    void acceptsWhatWasSentWithinFiveMinutes(long later, boolean accepted) {
        assertThat(at(AT + later).accepts(ID, String.valueOf(AT), SIGNATURE, BODY))
                .isEqualTo(accepted);
    }

    @Test
    void refusesWhatIsMissingOrOfAnotherForm() {
        assertThat(verifier.accepts(null, String.valueOf(AT), SIGNATURE, BODY)).isFalse();
        assertThat(verifier.accepts(ID, null, SIGNATURE, BODY)).isFalse();
        assertThat(verifier.accepts(ID, String.valueOf(AT), null, BODY)).isFalse();
        assertThat(verifier.accepts(ID, "yesterday", SIGNATURE, BODY)).isFalse();
        assertThat(verifier.accepts(ID, "9".repeat(40), SIGNATURE, BODY)).isFalse();
        assertThat(accepts(SIGNATURE.replace("v1,", "v2,"))).isFalse();
        assertThat(accepts(SIGNATURE.replace("v1,", ""))).isFalse();
        assertThat(new WebhookVerifier(List.of(), clock(AT)).accepts(ID, String.valueOf(AT), SIGNATURE, BODY))
                .isFalse();
    }

    @Test
    void refusesAnIdThatReachesIntoItsNeighbours() {
        String timestamp = String.valueOf(AT);
        String signed = WebhookSignature.of(WebhookSecret.of(CURRENT), "a", timestamp + ".b", BODY);

        assertThat(verifier.accepts("a." + timestamp, "b", signed, BODY)).isFalse();
        assertThat(verifier.accepts("a.b", timestamp, signed, BODY)).isFalse();
    }

    @Test
    void acceptsNoneOfTenThousandForgeries() {
        Random random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            accepted += switch (i % 4) {
                case 0 -> verifier.accepts(mutated(ID, random), String.valueOf(AT), SIGNATURE, BODY) ? 1 : 0;
                case 1 -> verifier.accepts(ID, mutated(String.valueOf(AT), random), SIGNATURE, BODY) ? 1 : 0;
                case 2 -> accepts(mutated(SIGNATURE, random)) ? 1 : 0;
                default ->
                    verifier.accepts(
                                    ID,
                                    String.valueOf(AT),
                                    SIGNATURE,
                                    mutated(new String(BODY, UTF_8), random).getBytes(UTF_8))
                            ? 1
                            : 0;
            };
        }
        assertThat(accepted).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_", "whsec_AAAA", "whsec_not base64 at all, not at all!"})
    void takesNoWeakSecret(String text) {
        assertThatThrownBy(() -> WebhookSecret.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("AAAA");
    }

    /** One character less, more or another. */
    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length());
        char other = (char) ('!' + random.nextInt(94));
        String mutated = switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + other + text.substring(at);
            default -> text.substring(0, at) + other + text.substring(at + 1);
        };
        return mutated.equals(text) ? text + "~" : mutated;
    }

    private boolean accepts(String signature) {
        return verifier.accepts(ID, String.valueOf(AT), signature, BODY);
    }

    private static WebhookVerifier at(long second) {
        return new WebhookVerifier(List.of(WebhookSecret.of(CURRENT)), clock(second));
    }

    private static Clock clock(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }
}
