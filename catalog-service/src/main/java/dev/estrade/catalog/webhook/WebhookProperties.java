package dev.estrade.catalog.webhook;

import dev.estrade.support.keys.KeyedSecrets;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Outbound webhooks.
 *
 * @param timeout of one attempt
 * @param lease after which an attempt without a result is made again; the process that made it died
 * @param retries longest pause after the first, second… failed attempt; the last one goes for all after it
 * @param retryWindow from the first attempt to the last
 * @param secretOverlap for how long a rotated secret goes on signing beside its successor
 * @param logKept how long a settled delivery can be seen and replayed
 * @param concurrency attempts at one endpoint at once, in each replica
 * @param encryptionKeys under which the endpoints' secrets are kept
 */
@ConfigurationProperties("estrade.webhooks")
record WebhookProperties(
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("60s") Duration lease,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retries,

        @DefaultValue("72h") Duration retryWindow,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("30d") Duration logKept,
        @DefaultValue("4") int concurrency,
        KeyedSecrets encryptionKeys) {

    WebhookProperties {
        if (encryptionKeys == null) {
            throw new IllegalArgumentException("Set ESTRADE_KEY_ENCRYPTION_KEYS");
        }
        if (lease.compareTo(timeout.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "estrade.webhooks.lease must be at least twice estrade.webhooks.timeout");
        }
        if (concurrency < 1 || retries.isEmpty()) {
            throw new IllegalArgumentException("estrade.webhooks.concurrency and .retries must not be empty");
        }
        retries = List.copyOf(retries);
    }
}
