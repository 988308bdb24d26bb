package dev.estrade.transcode.encode;

import java.security.GeneralSecurityException;
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

    byte[] decrypt(byte[] encrypted, byte[] iv) {
        return apply(Cipher.DECRYPT_MODE, encrypted, iv);
    }

    private byte[] apply(int mode, byte[] input, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, key, new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A segment cannot be encrypted", e);
        }
    }
}
