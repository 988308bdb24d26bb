package dev.estrade.playback;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How lessons are played.
 *
 * @param publicUrl the gateway's address, as players reach it
 * @param tokenExpiry how long a token opens a lesson if its request does not say; seconds without a unit
 * @param tokensPerMinute for one user, all replicas together
 */
@ConfigurationProperties("estrade.playback")
public record PlaybackProperties(
        URI publicUrl,

        @DefaultValue("600") @DurationUnit(ChronoUnit.SECONDS)
        Duration tokenExpiry,

        @DefaultValue("60") int tokensPerMinute) {

    public PlaybackProperties {
        if (publicUrl == null || publicUrl.getHost() == null) {
            throw new IllegalArgumentException("Set ESTRADE_PUBLIC_URL to the gateway's address, such as https://host");
        }
        if (tokenExpiry.isNegative() || tokenExpiry.isZero()) {
            throw new IllegalArgumentException("Set TOKEN_EXPIRY to seconds, such as 600");
        }
        if (tokensPerMinute < 1) {
            throw new IllegalArgumentException("ESTRADE_TOKENS_PER_MINUTE is at least 1");
        }
    }

    /** The address of a path of the platform. */
    public String address(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
