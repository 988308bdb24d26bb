package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Completion webhooks, signed by Standard Webhooks 1.0 as a backend signs them, or as somebody else would. */
final class Webhooks {
    private static final Stack STACK = Stack.running();

    private Webhooks() {}

    /** What is sent; each part can be another one than it should be. */
    record Message(String id, String timestamp, String body, String signature) {
        static Message signed(String secret, String id, Instant at, String body) {
            String timestamp = String.valueOf(at.getEpochSecond());
            return new Message(id, timestamp, body, sign(secret, id + "." + timestamp + "." + body));
        }

        static Message of(Object body) {
            String text = JsonMapper.shared().writeValueAsString(body);
            return signed(secret(), "msg_" + UUID.randomUUID(), Instant.now(), text);
        }

        Message withBody(String other) {
            return new Message(id, timestamp, other, signature);
        }

        Message withSignature(String other) {
            return new Message(id, timestamp, body, other);
        }

        Message withId(String other) {
            return new Message(other, timestamp, body, signature);
        }

        /** @param kind {@code image} or {@code video} */
        Answer send(String kind) {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("webhook-id", id);
            headers.put("webhook-timestamp", timestamp);
            if (!signature.isEmpty()) {
                headers.put("webhook-signature", signature);
            }
            return STACK.anonymous()
                    .send("POST", "/api/webhooks/" + kind + "-completion", BodyPublishers.ofString(body), headers);
        }
    }

    /** The stack's current one. */
    static String secret() {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(STACK.home().resolve("secrets.properties"), UTF_8)) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty("ESTRADE_WEBHOOK_SECRETS").split("[,\\s]+", -1)[0];
    }

    private static String sign(String secret, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
