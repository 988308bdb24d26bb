package dev.estrade.generation.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How results come in.
 *
 * @param hosts that results are fetched from, {@code *.} in front for all below; none means the backend's own. They must
 *     have public addresses, unless {@code estrade.outbound} says otherwise
 * @param maxSize of one result
 * @param timeout of fetching one result
 * @param patience with a result that cannot be fetched, from the moment that the backend named it
 * @param concurrency jobs at once, in each replica
 */
@ConfigurationProperties("estrade.generation.results")
record IngestProperties(
        @DefaultValue List<String> hosts,
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("10m") Duration timeout,
        @DefaultValue("15m") Duration patience,
        @DefaultValue("4") int concurrency) {
    /** What stores copy at once. */
    private static final DataSize LARGEST = DataSize.ofGigabytes(5);

    IngestProperties {
        hosts = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        if (maxSize.toBytes() < 1 || maxSize.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("estrade.generation.results.max-size is up to 5GB");
        }
        if (timeout.toMillis() < 1 || patience.isNegative() || concurrency < 1) {
            throw new IllegalArgumentException("estrade.generation.results has values that make no sense");
        }
    }
}
