package dev.estrade.support.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;

/**
 * The {@code webhook-signature} of Standard Webhooks 1.0: per secret {@code v1,} and base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}, separated by spaces. Neither an id nor a timestamp of ours has a full stop in it.
 */
public final class WebhookSignature {
    static final String VERSION = "v1,";

    private WebhookSignature() {}

    /** @param secrets receivers need to know one of them */
    public static String of(List<WebhookSecret> secrets, String id, Instant at, byte[] body) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return secrets.stream().map(secret -> of(secret, id, timestamp, body)).collect(Collectors.joining(" "));
    }

    static String of(WebhookSecret secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret.key());
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
