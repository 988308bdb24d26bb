package dev.estrade.generation.ingest;

import dev.estrade.generation.backend.BackendProperties;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The hosts that results may lie on. */
@Component
class ResultHosts {
    private static final String ALL_BELOW = "*.";

    private final List<String> allowed;

    ResultHosts(IngestProperties settings, BackendProperties backend) {
        this.allowed = settings.hosts().isEmpty()
                ? List.of(backend.url().getHost().toLowerCase(Locale.ROOT))
                : settings.hosts();
    }

    boolean allow(URI url) {
        if (url.getHost() == null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return allowed.stream()
                .anyMatch(
                        entry -> entry.startsWith(ALL_BELOW) ? host.endsWith(entry.substring(1)) : host.equals(entry));
    }
}
