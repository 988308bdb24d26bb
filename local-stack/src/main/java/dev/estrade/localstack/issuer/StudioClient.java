package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.util.Set;

/**
 * The one public client: the studio, wherever a gateway of this machine serves it.
 *
 * @param publicUrl of the gateway
 */
public record StudioClient(String id, String publicUrl) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PATH = "/studio/";

    boolean is(ClientID client) {
        return id.equals(client.getValue());
    }

    /** Loopback addresses with any port (RFC 8252, 7.3); others by exact comparison (RFC 9700, 2.1). */
    boolean isAt(URI address) {
        return address.equals(URI.create(publicUrl.replaceAll("/+$", "") + PATH))
                || (LOOPBACK.contains(String.valueOf(address.getHost()))
                        && address.toString().matches("https?://[^/?#@]+" + PATH));
    }
}
