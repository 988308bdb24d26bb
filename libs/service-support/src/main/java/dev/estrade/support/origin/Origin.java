package dev.estrade.support.origin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A web origin (RFC 6454).
 *
 * @param host in lower case
 * @param port the scheme's own if none was written
 */
record Origin(String scheme, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The origin of an {@code Origin} or {@code Referer} header; empty for {@code null} and whatever is no web URL. */
    static Optional<Origin> of(String url) {
        try {
            return of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<Origin> of(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        int ownPort = scheme.equals("http") ? HTTP : HTTPS;
        int port = url.getPort() < 0 ? ownPort : url.getPort();
        return Optional.of(new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port));
    }
}
