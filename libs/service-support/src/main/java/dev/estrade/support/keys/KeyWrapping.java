package dev.estrade.support.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Wraps content keys under a key-encryption key. Form: length of the key id (1 byte), key id (UTF-8), what
 * {@link AesGcm} made of the key. What it is for is authenticated too, so a wrapped key that is moved to another lesson
 * does not open.
 */
public final class KeyWrapping {
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
        byte[] id = keyEncryptionKeys.currentId().getBytes(UTF_8);
        byte[] sealed = AesGcm.seal(keyEncryptionKeys.current(), purpose, contentKey);
        return ByteBuffer.allocate(1 + id.length + sealed.length)
                .put((byte) id.length)
                .put(id)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if the key id is unknown, or the bytes were not wrapped for this purpose */
    public byte[] unwrap(byte[] wrapped, String purpose) {
        ByteBuffer buffer = ByteBuffer.wrap(wrapped);
        byte[] id = new byte[Byte.toUnsignedInt(buffer.get())];
        buffer.get(id);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        String keyId = new String(id, UTF_8);
        byte[] kek = keyEncryptionKeys
                .byId(keyId)
                .orElseThrow(() -> new IllegalStateException("No key-encryption key '" + keyId + "'"));
        return AesGcm.open(kek, purpose, sealed);
    }
}
