package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreAutoConfiguration;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** URLs of single PUTs, by our presigner and by minio-java's, and the two hashes that none can do without. */
@BenchmarkMode(Mode.Throughput)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 25, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class PresignBenchmark {
    private static final String ENDPOINT = "https://store.example.com";
    private static final String BUCKET = "estrade-media";
    private static final String REGION = "us-east-1";
    private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Duration EXPIRY = Duration.ofHours(1);
    private static final int KEYS = 1 << 10;

    /** As long as the canonical request of such a URL, and as what is then signed. */
    private static final int CANONICAL_REQUEST = 430;

    private static final int STRING_TO_SIGN = 134;

    private final String[] keys = keys();
    private final ObjectStore store = store();
    private final MinioClient minio = MinioClient.builder()
            .endpoint(ENDPOINT)
            .region(REGION)
            .credentials(ACCESS_KEY, SECRET_KEY)
            .build();
    private final byte[] canonicalRequest = "c".repeat(CANONICAL_REQUEST).getBytes(UTF_8);
    private final byte[] stringToSign = "s".repeat(STRING_TO_SIGN).getBytes(UTF_8);
    private final MessageDigest sha256 = sha256();
    private final Mac hmac = hmac();
    private int next;

    /** Signs length and type as well, as a batch's URLs do. */
    @Benchmark
    public URI ours() {
        return store.presignPut(key(), EXPIRY, Map.of("Content-Length", "536870912", "Content-Type", "video/mp4"));
    }

    /** Signs the host only: it can do no more. */
    @Benchmark
    public String minio() throws Exception {
        return minio.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.PUT)
                .bucket(BUCKET)
                .object(key())
                .expiry((int) EXPIRY.toSeconds())
                .build());
    }

    @Benchmark
    public int hashes() {
        return sha256.digest(canonicalRequest).length + hmac.doFinal(stringToSign).length;
    }

    private String key() {
        return keys[next++ & (KEYS - 1)];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac hmac() {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return hmac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] keys() {
        String[] keys = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "uploads/videos/" + UUID.randomUUID() + ".mp4";
        }
        return keys;
    }

    private static ObjectStore store() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "store",
                        Map.of(
                                "estrade.s3.endpoint", ENDPOINT,
                                "estrade.s3.region", REGION,
                                "estrade.s3.bucket", BUCKET,
                                "estrade.s3.access-key-id", ACCESS_KEY,
                                "estrade.s3.secret-access-key", SECRET_KEY)));
        context.register(StoreAutoConfiguration.class);
        // It would call the store, and there is none.
        context.addBeanFactoryPostProcessor(
                beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("storeProbe"));
        context.refresh();
        return context.getBean(ObjectStores.class).media();
    }
}
