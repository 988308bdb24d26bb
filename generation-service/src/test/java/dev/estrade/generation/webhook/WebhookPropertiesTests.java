package dev.estrade.generation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.generation.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;

class WebhookPropertiesTests {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void takesSeveralSecrets() {
        WebhookProperties bound = bind("secrets", SECRET + ", whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(bound.secrets()).hasSize(2);
        assertThat(bound.unsigned()).isFalse();
        assertThat(bound.toString()).doesNotContain("MDEy");
    }

    @Test
    void needsNoSecretWhereNothingIsSigned() {
        assertThat(bind("unsigned", "true").secrets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_AAAA"})
    void refusesToStartWithoutOne(String secrets) {
        assertThatThrownBy(() -> bind("secrets", secrets)).isInstanceOf(BindException.class);
    }

    private static WebhookProperties bind(String name, String value) {
        return Settings.bind(
                "estrade.generation.webhooks",
                WebhookProperties.class,
                Map.of("estrade.generation.webhooks." + name, value));
    }
}
