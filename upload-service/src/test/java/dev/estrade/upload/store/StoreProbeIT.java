package dev.estrade.upload.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreAutoConfiguration;
import dev.estrade.support.store.StoreProbe;
import dev.estrade.test.Infra;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What a service says of its store when it starts. */
class StoreProbeIT {

    @Test
    void findsNothingWrong() {
        assertThat(fault(Map.of())).isEmpty();
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(fault(Map.of("estrade.s3.access-key-id", "nobody")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("ESTRADE_S3_ACCESS_KEY_ID"));
        assertThat(fault(Map.of("estrade.s3.secret-access-key", "wrong")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("ESTRADE_S3_SECRET_ACCESS_KEY"));
        assertThat(fault(Map.of("estrade.s3.bucket", "no-such-bucket")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("no-such-bucket"));
        assertThat(fault(Map.of("estrade.s3.endpoint", "http://localhost:1")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("cannot be reached"));
    }

    @Test
    void probesTheKeysBucketWhereItIsUsed() {
        Map<String, String> keys = Map.of("estrade.keys.encryption-keys", "k1:x", "estrade.s3.keys-bucket", "no-keys");

        assertThat(fault(keys))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("no-keys"));
    }

    @Test
    void asksAsABrowserWould() {
        Boolean allowed = with(
                Map.of(),
                context -> store(context).cors().allows("https://shop.example").block());
        assertThat(allowed).isTrue();
    }

    private static Optional<String> fault(Map<String, String> settings) {
        return with(
                settings, context -> context.getBean(StoreProbe.class).fault().blockOptional());
    }

    private static ObjectStore store(AnnotationConfigApplicationContext context) {
        return context.getBean(ObjectStores.class).media();
    }

    private static <T> T with(Map<String, String> settings, Function<AnnotationConfigApplicationContext, T> use) {
        Map<String, Object> all = new HashMap<>(Infra.running().store());
        all.putAll(settings);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("store", all));
            context.register(StoreAutoConfiguration.class);
            context.refresh();
            return use.apply(context);
        }
    }
}
