package dev.estrade.support.webhook;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric secret of Standard Webhooks 1.0, written {@code whsec_<base64>}. */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    /** The standard asks for 24 to 64 bytes. */
    private static final int SHORTEST = 24;

    private static final int LONGEST = 64;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException that says what is wrong, without the secret */
    public static WebhookSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A webhook secret is written whsec_<base64>");
        }
        byte[] key = decoded(text.substring(PREFIX.length()));
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException("A webhook secret has 24 to 64 bytes");
        }
        return new WebhookSecret(key);
    }

    /** As its owner sees it. */
    public static String text(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    SecretKeySpec key() {
        return new SecretKeySpec(key, "HmacSHA256");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookSecret";
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("A webhook secret is written whsec_<base64>");
        }
    }
}
