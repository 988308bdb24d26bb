package dev.estrade.support.keys;

import dev.estrade.events.Rel;
import java.util.Optional;

/** Whose a content key is, and so where it lies: {@code <rel>/<generation>.key} in the keys' bucket. */
public record KeyName(Rel rel, String generation) {
    private static final String SUFFIX = ".key";

    /** Empty if no content key has this object key. */
    static Optional<KeyName> parse(String objectKey) {
        int slash = objectKey.lastIndexOf('/');
        if (slash < 0 || slash + 1 + SUFFIX.length() >= objectKey.length() || !objectKey.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String generation = objectKey.substring(slash + 1, objectKey.length() - SUFFIX.length());
        return Rel.parse(objectKey.substring(0, slash)).map(rel -> new KeyName(rel, generation));
    }

    String objectKey() {
        return rel + "/" + generation + SUFFIX;
    }

    /** {@code rel@generation}, for which it is wrapped. */
    public String id() {
        return rel + "@" + generation;
    }
}
