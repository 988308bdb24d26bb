package dev.estrade.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code webhook-signature} of Standard Webhooks 1.0: per secret {@code v1,} and base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}, separated by spaces. Neither an id nor a timestamp of ours has a full stop in it.
 */
final class Signature {
    private Signature() {}

    /** @param secrets {@code whsec_…}; receivers need to know one of them */
    static String of(List<String> secrets, String id, Instant at, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + hmac(SigningSecrets.key(secret), id + "." + at.getEpochSecond() + ".", body))
                .collect(Collectors.joining(" "));
    }

    private static String hmac(byte[] key, String start, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(start.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
