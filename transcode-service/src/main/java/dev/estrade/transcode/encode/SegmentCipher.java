package dev.estrade.transcode.encode;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-128-CBC with PKCS7 padding, as HLS has it. The key stays in this JVM: FFmpeg never sees it. */
public final class SegmentCipher {
    private final SecretKeySpec key;

    /** @param contentKey 16 bytes */
    public SegmentCipher(byte[] contentKey) {
        this.key = new SecretKeySpec(contentKey, "AES");
    }

    public byte[] encrypt(byte[] clear, byte[] iv) {
        return apply(Cipher.ENCRYPT_MODE, clear, iv);
    }

    public byte[] decrypt(byte[] encrypted, byte[] iv) {
        return apply(Cipher.DECRYPT_MODE, encrypted, iv);
    }

    /**
     * The beginning of a segment.
     *
     * @param start whole blocks of 16 bytes
     * @param length of what is wanted of them
     */
    public byte[] decryptStart(byte[] start, byte[] iv, int length) {
        return Arrays.copyOf(apply("AES/CBC/NoPadding", Cipher.DECRYPT_MODE, start, iv), length);
    }

    private byte[] apply(int mode, byte[] input, byte[] iv) {
        return apply("AES/CBC/PKCS5Padding", mode, input, iv);
    }

    private byte[] apply(String transformation, int mode, byte[] input, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(mode, key, new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A segment cannot be " + (mode == Cipher.ENCRYPT_MODE ? "encrypted" : "decrypted"), e);
        }
    }
}
