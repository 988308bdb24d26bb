package dev.estrade.support.outbound;

import dev.estrade.support.outbound.OutboundException.Reason;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a URL itself must be like, before anything is resolved. */
final class UrlRules {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_UNPRIVILEGED = 1024;

    private final OutboundProperties settings;

    UrlRules(OutboundProperties settings) {
        this.settings = settings;
    }

    /** @throws OutboundException {@code URL_REFUSED}, with a sentence for whoever wrote the URL */
    void check(URI url) {
        String fault = fault(url);
        if (fault != null) {
            throw new OutboundException(Reason.URL_REFUSED, fault);
        }
    }

    static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : ownPort(url);
    }

    private @Nullable String fault(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && settings.http())) {
            return settings.http()
                    ? "The URL must begin with https:// or http://."
                    : "The URL must begin with https://.";
        }
        // Nor is it one if java.net.URI does not understand it, such as 127.1.
        if (url.getHost() == null) {
            return "The URL has no host.";
        }
        if (url.getRawUserInfo() != null) {
            return "The URL must not hold credentials.";
        }
        return isPortAllowed(url) ? null : "The URL's port must be the scheme's own, or 1024 or above.";
    }

    /** Neither mail nor shell nor any other service that reads what it is sent line by line. */
    private boolean isPortAllowed(URI url) {
        int port = port(url);
        return port == ownPort(url)
                || port >= FIRST_UNPRIVILEGED && port <= 0xFFFF
                || port > 0 && port <= 0xFFFF && settings.allowsPrivate(url.getHost());
    }

    private static int ownPort(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) ? HTTP : HTTPS;
    }
}
