package dev.estrade.catalog.formation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Ids that fit a segment of a rel: 20 letters and digits. */
final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** 100 random bits: never guessed and never the same twice. */
    static String next() {
        byte[] random = new byte[LENGTH];
        RANDOM.nextBytes(random);
        return of(random);
    }

    /** The same for the same request with the same {@code Idempotency-Key}, whatever became of the first. */
    static String of(String caller, String key, String body) {
        try {
            String request = String.join("\n", caller, key, body);
            return of(MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param random at least 20 bytes, of each of which 5 bits are used */
    private static String of(byte[] random) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random[i] & 31));
        }
        return id.toString();
    }
}
