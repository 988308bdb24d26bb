package dev.estrade.transcode.rotation;

import dev.estrade.support.keys.Rewrapping.Outcome;
import dev.estrade.transcode.rotation.Rotation.Left;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one walk has found so far. */
final class Tally {
    private static final Logger log = LoggerFactory.getLogger(Tally.class);

    /** More than this is no single key's fault: the store is away. */
    private static final int TOLERATED = 20;

    private final String kid;
    private final long all;
    private final Map<String, Long> locked = new TreeMap<>();
    private final Map<String, Long> faulty = new TreeMap<>();
    private long looked;
    private long rewrapped;
    private long missed;

    /** @param all keys that there were before */
    Tally(String kid, long all) {
        this.kid = kid;
        this.all = all;
    }

    /** @throws IllegalStateException if there is no use in going on */
    void add(Outcome outcome) {
        looked++;
        switch (outcome.result()) {
            case REWRAPPED -> rewrapped++;
            case LOCKED -> locked.merge(outcome.kid(), 1L, Long::sum);
            case FAULTY -> faulty.merge(outcome.kid(), 1L, Long::sum);
            case MISSED -> missed++;
            case CURRENT, GONE -> {}
        }
        if (missed > TOLERATED) {
            throw new IllegalStateException(missed + " content keys in one walk could not be looked at");
        }
    }

    void logProgress() {
        log.info("Content keys: {} of {} looked at, {} brought under '{}'", looked, all, rewrapped, kid);
    }

    /** What an operator has to mend, once per walk. */
    void logFaults() {
        locked.forEach((missing, keys) -> log.error(
                "{} content keys are under key-encryption key '{}', which is missing: their lessons do not play."
                        + " Add it to ESTRADE_KEY_ENCRYPTION_KEYS again.",
                keys,
                missing));
        faulty.forEach((named, keys) ->
                log.error("{} content keys do not open under the key-encryption key '{}' that they name", keys, named));
    }

    /** @throws IllegalStateException if some could not be looked at: then nothing is known */
    List<Left> left() {
        if (missed > 0) {
            throw new IllegalStateException(missed + " of " + looked + " content keys could not be looked at");
        }
        return Stream.of(locked, faulty)
                .flatMap(some -> some.entrySet().stream())
                .map(one -> new Left(one.getKey(), one.getValue()))
                .toList();
    }
}
