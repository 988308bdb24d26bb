package dev.estrade.support.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpMethod;

/**
 * One call.
 *
 * @param body empty for none
 * @param timeout of the whole exchange, from looking up the name to the last byte that is read
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, is never compared
public record OutboundRequest(HttpMethod method, URI url, Map<String, String> headers, byte[] body, Duration timeout) {

    public static OutboundRequest get(URI url, Duration timeout) {
        return new OutboundRequest(HttpMethod.GET, url, Map.of(), new byte[0], timeout);
    }

    public static OutboundRequest post(URI url, Map<String, String> headers, byte[] body, Duration timeout) {
        return new OutboundRequest(HttpMethod.POST, url, headers, body, timeout);
    }
}
