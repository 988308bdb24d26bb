package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.id.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Random names of something, each good for one use. They are in memory: a restart forgets them.
 *
 * @param <T> what they name
 */
final class OneTimeTokens<T> {
    private static final int BYTES = 32;

    private final Map<String, Kept<T>> kept = new ConcurrentHashMap<>();
    private final Duration lifetime;
    private final Consumer<T> replayed;

    private record Kept<T>(T value, Instant expires, boolean used) {}

    /**
     * @param replayed hears what was named by a token that came a second time, as no other token of it is good any more:
     *     one of the two who have it is a thief
     */
    OneTimeTokens(Duration lifetime, Consumer<T> replayed) {
        this.lifetime = lifetime;
        this.replayed = replayed;
    }

    String issue(T value) {
        Instant now = Instant.now();
        kept.values().removeIf(old -> old.expires().isBefore(now));
        String token = new Identifier(BYTES).getValue();
        kept.put(token, new Kept<>(value, now.plus(lifetime), false));
        return token;
    }

    /** Empty if the token is unknown, over, or was used before. */
    Optional<T> use(String token) {
        Kept<T> found = kept.get(token);
        if (found == null || found.expires().isBefore(Instant.now())) {
            return Optional.empty();
        }
        Kept<T> used = new Kept<>(found.value(), found.expires(), true);
        if (found.used() || !kept.replace(token, found, used)) {
            forget(found.value());
            replayed.accept(found.value());
            return Optional.empty();
        }
        return Optional.of(found.value());
    }

    /** All tokens of this. */
    void forget(T value) {
        kept.values().removeIf(one -> one.value().equals(value));
    }
}
