package dev.estrade.support.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D). Form: nonce (12 bytes), ciphertext and tag (16 bytes). What the bytes are for is
 * authenticated too, so that they do not open in another place.
 */
public final class AesGcm {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    /** @param key 32 bytes */
    public static byte[] seal(byte[] key, String purpose, byte[] clear) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] cipherText = apply(Cipher.ENCRYPT_MODE, key, nonce, purpose, clear);
        byte[] sealed = Arrays.copyOf(nonce, NONCE + cipherText.length);
        System.arraycopy(cipherText, 0, sealed, NONCE, cipherText.length);
        return sealed;
    }

    /** @throws IllegalStateException if it was not sealed with this key for this purpose */
    public static byte[] open(byte[] key, String purpose, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        byte[] cipherText = Arrays.copyOfRange(sealed, Math.min(NONCE, sealed.length), sealed.length);
        return apply(Cipher.DECRYPT_MODE, key, nonce, purpose, cipherText);
    }

    private static byte[] apply(int mode, byte[] key, byte[] nonce, String purpose, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal or open what is for " + purpose, e);
        }
    }
}
