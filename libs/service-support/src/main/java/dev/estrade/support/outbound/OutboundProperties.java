package dev.estrade.support.outbound;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be called outside the platform.
 *
 * @param http whether plain http is good enough
 * @param allowedPrivateHosts hosts, as URLs name them, that may have private addresses and any port; for receivers on
 *     one's own machine or network
 * @param connectTimeout of one address
 */
@ConfigurationProperties("estrade.outbound")
record OutboundProperties(
        @DefaultValue("false") boolean http,
        @DefaultValue Set<String> allowedPrivateHosts,
        @DefaultValue("5s") Duration connectTimeout) {

    OutboundProperties {
        allowedPrivateHosts = allowedPrivateHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("estrade.outbound.connect-timeout must be positive");
        }
    }

    boolean allowsPrivate(String host) {
        return allowedPrivateHosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
