package dev.estrade.support.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Wraps content keys under a key-encryption key. Form: length of the key id (1 byte), key id (UTF-8), what
 * {@link AesGcm} made of the key. What it is for is authenticated too, so a wrapped key that is moved to another lesson
 * does not open.
 */
public final class KeyWrapping {
    private static final int CONTENT_KEY = 16;

    private final KeyedSecrets keyEncryptionKeys;
    private final SecureRandom random = new SecureRandom();

    public KeyWrapping(KeyedSecrets keyEncryptionKeys) {
        this.keyEncryptionKeys = keyEncryptionKeys;
    }

    /** A fresh AES-128 content key: 16 random bytes. */
    public byte[] newContentKey() {
        byte[] key = new byte[CONTENT_KEY];
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

    /** Which key-encryption keys open; the first is the one that wraps. */
    List<String> ids() {
        return keyEncryptionKeys.ids();
    }

    /** Under which key-encryption key it is, as its first bytes say; empty if these are not of a wrapped key. */
    static Optional<String> keyId(byte[] wrapped) {
        int length = wrapped.length == 0 ? 0 : Byte.toUnsignedInt(wrapped[0]);
        return length == 0 || wrapped.length <= 1 + length
                ? Optional.empty()
                : Optional.of(new String(wrapped, 1, length, UTF_8))
                        .filter(id -> id.chars().noneMatch(Character::isISOControl));
    }

    /** @throws IllegalStateException if the key id is unknown, or the bytes were not wrapped for this purpose */
    public byte[] unwrap(byte[] wrapped, String purpose) {
        String keyId =
                keyId(wrapped).orElseThrow(() -> new IllegalStateException("No wrapped key is what is for " + purpose));
        byte[] kek = keyEncryptionKeys
                .byId(keyId)
                .orElseThrow(() -> new IllegalStateException("No key-encryption key '" + keyId + "'"));
        byte[] sealed = Arrays.copyOfRange(wrapped, 1 + Byte.toUnsignedInt(wrapped[0]), wrapped.length);
        return AesGcm.open(kek, purpose, sealed);
    }

    /** @throws IllegalStateException as {@link #unwrap}, and if these are not 16 bytes: players would decrypt noise */
    byte[] unwrapContentKey(byte[] wrapped, String purpose) {
        byte[] key = unwrap(wrapped, purpose);
        if (key.length != CONTENT_KEY) {
            throw new IllegalStateException("The content key of " + purpose + " has " + key.length + " bytes");
        }
        return key;
    }
}
