package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The names by which operators set the store: the source's R2 variables, and Estrade's, which win. */
class StoreSettingsTests {
    private static final String[] R2 = {
        "spring.config.name=estrade-service",
        "estrade.database=test",
        "R2_ENDPOINT_URL=https://account.r2.example",
        "R2_ACCESS_KEY_ID=r2-key",
        "R2_SECRET_ACCESS_KEY=r2-secret",
        "R2_BUCKET_NAME=r2-bucket"
    };

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(StoreAutoConfiguration.class);

    @Test
    void takesTheR2Variables() {
        context.withPropertyValues(R2)
                .run(started -> assertThat(started.getBean(StoreProperties.class))
                        .isEqualTo(new StoreProperties(
                                URI.create("https://account.r2.example"),
                                null,
                                "auto",
                                "r2-key",
                                "r2-secret",
                                "r2-bucket",
                                "estrade-keys",
                                true)));
    }

    @Test
    void prefersItsOwn() {
        context.withPropertyValues(R2)
                .withPropertyValues(
                        "ESTRADE_S3_ENDPOINT=https://minio.example",
                        "ESTRADE_S3_ACCESS_KEY_ID=key",
                        "ESTRADE_S3_SECRET_ACCESS_KEY=secret",
                        "ESTRADE_S3_BUCKET=bucket")
                .run(started -> assertThat(started.getBean(StoreProperties.class))
                        .satisfies(store -> {
                            assertThat(store.endpoint()).hasHost("minio.example");
                            assertThat(store.accessKeyId()).isEqualTo("key");
                            assertThat(store.secretAccessKey()).isEqualTo("secret");
                            assertThat(store.bucket()).isEqualTo("bucket");
                        }));
    }
}
