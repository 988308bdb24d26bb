package dev.estrade.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.keys.KeyWrapping;
import dev.estrade.support.webhook.WebhookSecret;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * The endpoints' secrets: 32 random bytes each, shown as {@code whsec_<base64>} and kept sealed under a key-encryption
 * key, bound to their endpoint. Who reads the database can sign for nobody.
 */
@Component
class SigningSecrets {
    private static final int LENGTH = 32;

    private final KeyWrapping wrapping;
    private final SecureRandom random = new SecureRandom();

    SigningSecrets(WebhookProperties settings) {
        this.wrapping = new KeyWrapping(settings.encryptionKeys());
    }

    /** A fresh secret, as its owner sees it. */
    String next() {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return WebhookSecret.text(secret);
    }

    String seal(String secret, String endpointId) {
        return Base64.getEncoder().encodeToString(wrapping.wrap(secret.getBytes(UTF_8), purpose(endpointId)));
    }

    /** @return the secret as its owner sees it */
    String open(String sealed, String endpointId) {
        return new String(wrapping.unwrap(Base64.getDecoder().decode(sealed), purpose(endpointId)), UTF_8);
    }

    private static String purpose(String endpointId) {
        return "webhook-endpoint:" + endpointId;
    }
}
