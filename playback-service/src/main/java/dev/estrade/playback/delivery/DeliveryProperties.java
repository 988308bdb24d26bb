package dev.estrade.playback.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How stored bytes reach clients.
 *
 * @param urlLife how long an address that names the store or the CDN is good, at most; half of it at least
 * @param cdnUrl of a CDN in front of the media bucket, whose paths are its keys; without it addresses name the store
 * @param cdnSecret under which the CDN checks {@code ?verify=}
 * @param relayCache how much of what was relayed lately is kept on disk; what is being sent comes on top
 * @param relayFolder for that; a folder of its own in the system's temporary one if it is not given
 */
@ConfigurationProperties("estrade.delivery")
record DeliveryProperties(
        @DefaultValue("relay") Mode mode,
        @DefaultValue("15m") Duration urlLife,
        @Nullable URI cdnUrl,
        @Nullable String cdnSecret,
        @DefaultValue("512MB") DataSize relayCache,
        @Nullable Path relayFolder) {
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    /** Signature Version 4 knows no longer one. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(7);

    /** Who sends the bytes. */
    enum Mode {
        /** This process, from the store. */
        RELAY,
        /** The store or its CDN: this process only says where. */
        DIRECT
    }

    DeliveryProperties {
        cdnUrl = cdnUrl == null || cdnUrl.toString().isBlank() ? null : cdnUrl;
        cdnSecret = cdnSecret == null || cdnSecret.isBlank() ? null : cdnSecret;
        relayFolder = relayFolder == null || relayFolder.toString().isBlank() ? null : relayFolder;
        if (urlLife.compareTo(SHORTEST_LIFE) < 0 || urlLife.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("ESTRADE_DELIVERY_URL_LIFE is 1m to 7d");
        }
        if ((cdnUrl == null) != (cdnSecret == null)) {
            throw new IllegalArgumentException(
                    "ESTRADE_DELIVERY_CDN_URL and ESTRADE_DELIVERY_CDN_SECRET belong together");
        }
        if (cdnUrl != null && cdnUrl.getHost() == null) {
            throw new IllegalArgumentException("ESTRADE_DELIVERY_CDN_URL is an address such as https://cdn.example");
        }
        if (relayCache.toBytes() < Blocks.SIZE) {
            throw new IllegalArgumentException("ESTRADE_RELAY_CACHE is at least 4MB");
        }
    }

    boolean direct() {
        return mode == Mode.DIRECT;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DeliveryProperties[" + mode + ", " + urlLife + ", " + cdnUrl + ", " + relayCache + "]";
    }
}
