package dev.estrade.gateway.upstream;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services are.
 *
 * @param services the addresses of the services, by their names without {@code -service}
 * @param waitingPerService requests that may wait for the beginning of one service's answers
 */
@ConfigurationProperties("estrade")
public record UpstreamProperties(Map<String, URI> services, int waitingPerService) {}
