package dev.estrade.catalog.post;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param publicUrl the gateway's, below which everything plays
 * @param cdnDomain host of a CDN before the bucket, whose addresses of saved films are ours too; null for none
 * @param longestLive a live that nobody stops and nothing records is ended after this
 * @param messagesPerMinute that a user may write
 */
@Validated
@ConfigurationProperties("estrade.posts")
record PostProperties(
        URI publicUrl,
        @Nullable String cdnDomain,
        @DefaultValue("12h") Duration longestLive,
        @DefaultValue("60") @Min(1) int messagesPerMinute) {

    PostProperties {
        if (publicUrl == null || publicUrl.getHost() == null) {
            throw new IllegalArgumentException("Set ESTRADE_PUBLIC_URL to the gateway's address, such as https://host");
        }
        if (longestLive.toMillis() < 1000) {
            throw new IllegalArgumentException("ESTRADE_LONGEST_LIVE is at least 1s");
        }
    }

    /** Without a slash at the end. */
    String base() {
        return publicUrl.toString().replaceAll("/+$", "");
    }
}
