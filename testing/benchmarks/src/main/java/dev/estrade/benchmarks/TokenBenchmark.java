package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Rel;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
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

/** A playback token issued, one verified, and the one hash that neither can do without. */
@BenchmarkMode(Mode.Throughput)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 25, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class TokenBenchmark {
    private static final byte[] SECRET = new byte[32];

    private final PlaybackTokens tokens =
            new PlaybackTokens(new KeyedSecrets("t1:" + Base64.getEncoder().encodeToString(SECRET)), Clock.systemUTC());
    private final PlaybackToken token = token();
    private final String issued = tokens.issue(token);
    private final byte[] signed = issued.substring(0, issued.lastIndexOf('.')).getBytes(UTF_8);
    private final Mac hmac = hmac();

    @Benchmark
    public String issue() {
        return tokens.issue(token);
    }

    /** As the gateway and playback-service do for each file of a lesson. */
    @Benchmark
    public Optional<PlaybackToken> verify() {
        return tokens.verify(issued);
    }

    /** HMAC-SHA256 of as many bytes. */
    @Benchmark
    public byte[] bare() {
        return hmac.doFinal(signed);
    }

    private static PlaybackToken token() {
        Rel rel = Rel.parse("trainer/course/module/" + UUID.randomUUID()).orElseThrow();
        return new PlaybackToken(
                PlaybackToken.Kind.OPENING,
                rel,
                UUID.randomUUID().toString(),
                PlaybackToken.Platform.WEB,
                UUID.randomUUID().toString(),
                Instant.now(),
                Instant.now().plusSeconds(3600));
    }

    private static Mac hmac() {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return hmac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
