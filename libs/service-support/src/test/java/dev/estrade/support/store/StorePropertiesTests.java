package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StorePropertiesTests {
    private static final Map<String, String> LEAST = Map.of(
            "estrade.s3.endpoint", "http://store:9000",
            "estrade.s3.access-key-id", "id",
            "estrade.s3.secret-access-key", "hidden");

    @Test
    void hasDefaults() {
        StoreProperties settings = bind(LEAST);

        assertThat(settings.publicEndpoint()).isEqualTo(URI.create("http://store:9000"));
        assertThat(settings.bucket()).isEqualTo("estrade-media");
        assertThat(settings.keysBucket()).isEqualTo("estrade-keys");
        assertThat(settings.pathStyle()).isTrue();
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @Test
    void bindsEverySetting() {
        Map<String, String> all = new HashMap<>(LEAST);
        all.put("estrade.s3.public-endpoint", "https://cdn.example");
        all.put("estrade.s3.region", "auto");
        all.put("estrade.s3.bucket", "m");
        all.put("estrade.s3.keys-bucket", "k");
        all.put("estrade.s3.path-style", "false");

        assertThat(bind(all))
                .isEqualTo(new StoreProperties(
                        URI.create("http://store:9000"),
                        URI.create("https://cdn.example"),
                        "auto",
                        "id",
                        "hidden",
                        "m",
                        "k",
                        false));
    }

    @Test
    void refusesKeysInTheMediaBucket() {
        Map<String, String> same = new HashMap<>(LEAST);
        same.put("estrade.s3.keys-bucket", "estrade-media");

        assertThatThrownBy(() -> bind(same))
                .hasRootCauseMessage("Content keys need a bucket of their own: set ESTRADE_S3_KEYS_BUCKET");
    }

    private static StoreProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("estrade.s3", StoreProperties.class);
    }
}
