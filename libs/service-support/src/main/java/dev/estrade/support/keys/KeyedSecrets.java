package dev.estrade.support.keys;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets by key id, for rotation with overlap: the first is used for new work, all are accepted.
 *
 * <p>Text form: {@code kid:base64[,kid:base64]}, 32 bytes each.
 */
public final class KeyedSecrets {
    private static final int LENGTH = 32;

    private final Map<String, byte[]> byId = new LinkedHashMap<>();

    /** @throws IllegalArgumentException that says what is wrong, without the secret */
    public KeyedSecrets(String text) {
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split(":", 2);
            if (parts.length != 2 || parts[0].isEmpty()) {
                throw new IllegalArgumentException("Secrets are written kid:base64[,kid:base64]");
            }
            byte[] secret = Base64.getDecoder().decode(parts[1]);
            if (secret.length != LENGTH) {
                throw new IllegalArgumentException("The secret '" + parts[0] + "' has not 32 bytes");
            }
            byId.put(parts[0], secret);
        }
    }

    /** The current one first. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    public String currentId() {
        return byId.keySet().iterator().next();
    }

    public byte[] current() {
        return byId.values().iterator().next().clone();
    }

    public Optional<byte[]> byId(String id) {
        return Optional.ofNullable(byId.get(id)).map(byte[]::clone);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "KeyedSecrets" + byId.keySet();
    }
}
