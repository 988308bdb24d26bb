package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token that is right in everything, signed with the stack's own secret, except that its time is over. */
final class ExpiredToken {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private ExpiredToken() {}

    static String of(Stack stack, String rel) {
        String[] secret = firstSecret(stack).split(":", 2);
        String header = "{\"alg\":\"HS256\",\"typ\":\"estrade-hls+jwt\",\"kid\":\"" + secret[0] + "\"}";
        String claims =
                "{\"aud\":\"estrade:hls\",\"sub\":\"trainer\",\"rel\":\"%s\",\"plt\":\"web\",\"sid\":\"s\",\"exp\":%d}"
                        .formatted(rel, Instant.now().minusSeconds(5).getEpochSecond());
        String signed = URL.encodeToString(header.getBytes(UTF_8)) + "." + URL.encodeToString(claims.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret[1]), "HmacSHA256"));
            return signed + "." + URL.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstSecret(Stack stack) {
        try (var in = Files.newInputStream(stack.home().resolve("secrets.properties"))) {
            Properties secrets = new Properties();
            secrets.load(in);
            return secrets.getProperty("ESTRADE_TOKEN_SECRETS").split(",", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
