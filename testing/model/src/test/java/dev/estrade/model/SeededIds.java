package dev.estrade.model;

import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.SplittableRandom;

/**
 * Ids that the services draw are the same for the same history: what is sorted or hashed by them decides what happens
 * next.
 */
public final class SeededIds extends SecureRandomSpi {
    private static final ThreadLocal<SplittableRandom> RANDOM = ThreadLocal.withInitial(SplittableRandom::new);

    /** Before anybody has drawn one. */
    static void install() {
        Security.insertProviderAt(new SeededProvider(), 1);
    }

    static void begin(long seed) {
        RANDOM.set(new SplittableRandom(seed));
    }

    @Override
    protected void engineSetSeed(byte[] seed) {}

    @Override
    protected void engineNextBytes(byte[] bytes) {
        RANDOM.get().nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int bytes) {
        byte[] seed = new byte[bytes];
        engineNextBytes(seed);
        return seed;
    }

    private static final class SeededProvider extends Provider {
        SeededProvider() {
            super("SeededIds", "1", "Ids of one history");
            put("SecureRandom.SeededIds", SeededIds.class.getName());
        }
    }
}
