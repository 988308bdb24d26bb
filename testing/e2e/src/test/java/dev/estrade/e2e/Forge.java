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

/** Makes JWTs by hand, with the stack's own secret or another, since a library refuses to make the bad ones. */
final class Forge {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final byte[] secret;

    Forge(Stack stack) {
        String[] first = firstSecret(stack).split(":", 2);
        keyId = first[0];
        secret = Base64.getDecoder().decode(first[1]);
    }

    byte[] secret() {
        return secret.clone();
    }

    /** In JSON with single quotes, as everything here. */
    String header() {
        return header("estrade-hls+jwt");
    }

    String header(String type) {
        return "{'alg':'HS256','typ':'" + type + "','kid':'" + keyId + "'}";
    }

    /** Of a token with which the trainer opens his lesson on the web for a minute. */
    String claims(String rel) {
        long now = Instant.now().toEpochMilli();
        return "{'aud':'estrade:hls','sub':'trainer','rel':'%s','plt':'web','sid':'s','rev':%d,'exp':%d}"
                .formatted(rel, now, now / 1000 + 60);
    }

    /** Right in everything, except that its time is over. */
    String expired(String rel) {
        return sign(
                header(),
                claims(rel).replaceFirst("'exp':\\d+", "'exp':" + (Instant.now().getEpochSecond() - 5)));
    }

    String sign(String header, String claims) {
        return sign(header, claims, secret);
    }

    static String sign(String header, String claims, byte[] secret) {
        String input = part(header) + "." + part(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + base64(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String part(String json) {
        return base64(json.replace('\'', '"').getBytes(UTF_8));
    }

    static String base64(byte[] bytes) {
        return URL.encodeToString(bytes);
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
