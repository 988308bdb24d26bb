package dev.estrade.playback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses of a CDN that checks them itself: {@code ?verify=<seconds>-<base64 of HMAC-SHA256(path ‖ seconds)>}. The
 * seconds are those at which the address was made, and the CDN knows how long one lives.
 *
 * @see <a href="https://developers.cloudflare.com/waf/custom-rules/use-cases/configure-token-authentication/">token
 *     authentication</a>, Cloudflare's {@code is_timed_hmac_valid_v0}
 */
final class CdnUrls {
    private static final String ALGORITHM = "HmacSHA256";

    private final String origin;
    private final String base;
    private final SecretKeySpec secret;
    private final long window;
    private final Clock clock;

    /** @param window within which all addresses of one object are the same */
    CdnUrls(URI cdn, String secret, Duration window, Clock clock) {
        this.origin = cdn.getScheme() + "://" + cdn.getRawAuthority();
        this.base = cdn.getRawPath() == null ? "" : cdn.getRawPath().replaceAll("/+$", "");
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
        this.window = window.toSeconds();
        this.clock = clock;
    }

    /** @param key needs no escape: our own keys have none */
    URI of(String key) {
        String path = base + "/" + key;
        long made = Math.floorDiv(clock.instant().getEpochSecond(), window) * window;
        return URI.create(origin + path + "?verify=" + made + "-" + URLEncoder.encode(mac(path + made), UTF_8));
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
