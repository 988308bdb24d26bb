package dev.estrade.support.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps answers unreadable in the database, which may hold secrets and presigned URLs: AES-256-GCM under a key made of
 * the caller's Idempotency-Key, of which only another hash is stored. Form: nonce (12 bytes), ciphertext and tag.
 */
final class SealedAnswers {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedAnswers() {}

    /** @param key 32 bytes */
    static byte[] seal(byte[] key, String id, byte[] answer) {
        byte[] sealed = new byte[NONCE];
        RANDOM.nextBytes(sealed);
        byte[] cipherText = gcm(Cipher.ENCRYPT_MODE, key, sealed, id, answer);
        sealed = Arrays.copyOf(sealed, NONCE + cipherText.length);
        System.arraycopy(cipherText, 0, sealed, NONCE, cipherText.length);
        return sealed;
    }

    /** @throws IllegalStateException if it was sealed for another request */
    static byte[] open(byte[] key, String id, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return gcm(Cipher.DECRYPT_MODE, key, nonce, id, Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private static byte[] gcm(int mode, byte[] key, byte[] nonce, String id, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(id.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal or open a stored answer", e);
        }
    }
}
