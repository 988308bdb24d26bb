package dev.estrade.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutboundPropertiesTests {

    @Test
    void allowsNothingByDefault() {
        assertThat(bind(Map.of("estrade.outbound.allowed-private-hosts", "")))
                .isEqualTo(new OutboundProperties(false, Set.of(), Duration.ofSeconds(5)));
    }

    @Test
    void bindsEverySetting() {
        OutboundProperties settings = bind(Map.of(
                "estrade.outbound.http", "true",
                "estrade.outbound.allowed-private-hosts", "localhost, Hooks.Internal",
                "estrade.outbound.connect-timeout", "2s"));

        assertThat(settings)
                .isEqualTo(new OutboundProperties(true, Set.of("localhost", "hooks.internal"), Duration.ofSeconds(2)));
        assertThat(settings.allowsPrivate("HOOKS.internal")).isTrue();
    }

    @Test
    void refusesNoTimeAtAll() {
        assertThatThrownBy(() -> bind(Map.of("estrade.outbound.connect-timeout", "0s")))
                .hasRootCauseMessage("estrade.outbound.connect-timeout must be positive");
    }

    private static OutboundProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("estrade.outbound", OutboundProperties.class);
    }
}
