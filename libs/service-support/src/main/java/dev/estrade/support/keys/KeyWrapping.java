package dev.estrade.support.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps content keys by AES-256-GCM under a key-encryption key. Form: length of the key id (1 byte), key id (UTF-8),
 * nonce (12 bytes), ciphertext and tag. What the key is for is authenticated too, so a wrapped key that is moved to
 * another lesson does not open.
 */
public final class KeyWrapping {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final KeyedSecrets keyEncryptionKeys;
    private final SecureRandom random = new SecureRandom();

    public KeyWrapping(KeyedSecrets keyEncryptionKeys) {
        this.keyEncryptionKeys = keyEncryptionKeys;
    }

    /** A fresh AES-128 content key: 16 random bytes. */
    public byte[] newContentKey() {
        byte[] key = new byte[16];
        random.nextBytes(key);
        return key;
    }

    /** @param purpose names what the key opens, such as {@code rel@generation} */
    public byte[] wrap(byte[] contentKey, String purpose) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] id = keyEncryptionKeys.currentId().getBytes(UTF_8);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, keyEncryptionKeys.current(), nonce, purpose, contentKey);
        return ByteBuffer.allocate(1 + id.length + NONCE + sealed.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if the key id is unknown, or the bytes were not wrapped for this purpose */
    public byte[] unwrap(byte[] wrapped, String purpose) {
        ByteBuffer buffer = ByteBuffer.wrap(wrapped);
        byte[] id = new byte[Byte.toUnsignedInt(buffer.get())];
        buffer.get(id);
        byte[] nonce = new byte[NONCE];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        String keyId = new String(id, UTF_8);
        byte[] kek = keyEncryptionKeys
                .byId(keyId)
                .orElseThrow(() -> new IllegalStateException("No key-encryption key '" + keyId + "'"));
        return gcm(Cipher.DECRYPT_MODE, kek, nonce, purpose, sealed);
    }

    private static byte[] gcm(int mode, byte[] kek, byte[] nonce, String purpose, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(kek, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot wrap or unwrap a content key", e);
        }
    }
}
