package dev.estrade.support.keys;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.WholeObject;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings stored content keys under the current key-encryption key. The content keys stay what they are, so nothing is
 * encoded again, and players notice nothing.
 */
public final class Rewrapping {
    private static final int ATTEMPTS = 3;

    private final ObjectStore bucket;
    private final KeyWrapping wrapping;

    Rewrapping(ObjectStore bucket, KeyWrapping wrapping) {
        this.bucket = bucket;
        this.wrapping = wrapping;
    }

    /** What {@link #rewrap} found or did. */
    public enum Result {
        /** It was under the current one. */
        CURRENT,
        /** It is now. */
        REWRAPPED,
        /** There is no such key any more. */
        GONE,
        /** It could not be done now: others wrote it meanwhile, or the store failed. */
        MISSED,
        /** It is under a key-encryption key that we do not have. */
        LOCKED,
        /** It does not open, or to something that is no content key. */
        FAULTY
    }

    /** @param kid of the key-encryption key under which it was found; empty if that is not known */
    public record Outcome(Result result, String kid) {}

    /** The id of the key-encryption key under which all are to be. */
    public String currentId() {
        return wrapping.ids().get(0);
    }

    /** The ids of the others that still open. */
    public List<String> olderIds() {
        return wrapping.ids().subList(1, wrapping.ids().size());
    }

    /** Every stored key, by name. */
    public Flux<KeyName> all() {
        return bucket.list("").concatMap(found -> Mono.justOrEmpty(KeyName.parse(found.key())));
    }

    /** Reads one, and replaces it if it is under another key-encryption key and still what was read. */
    public Mono<Outcome> rewrap(KeyName name) {
        return once(name)
                .expand(outcome -> outcome.result() == Result.MISSED ? once(name) : Mono.empty())
                .take(ATTEMPTS)
                .last();
    }

    private Mono<Outcome> once(KeyName name) {
        return bucket.whole(name.objectKey())
                .flatMap(stored -> rewrapped(name, stored))
                .defaultIfEmpty(new Outcome(Result.GONE, ""));
    }

    private Mono<Outcome> rewrapped(KeyName name, WholeObject stored) {
        String kid = KeyWrapping.keyId(stored.bytes()).orElse("");
        if (kid.equals(currentId())) {
            return Mono.just(new Outcome(Result.CURRENT, kid));
        }
        if (!kid.isEmpty() && !wrapping.ids().contains(kid)) {
            return Mono.just(new Outcome(Result.LOCKED, kid));
        }
        return Mono.fromCallable(() -> wrapping.unwrapContentKey(stored.bytes(), name.id()))
                .map(key -> wrapping.wrap(key, name.id()))
                .map(Optional::of)
                .onErrorReturn(IllegalStateException.class, Optional.empty())
                .flatMap(fresh ->
                        fresh.map(wrapped -> replaced(name, stored, wrapped)).orElse(Mono.just(Result.FAULTY)))
                .map(result -> new Outcome(result, kid));
    }

    private Mono<Result> replaced(KeyName name, WholeObject stored, byte[] wrapped) {
        return bucket.replace(name.objectKey(), ContentKeys.TYPE, wrapped, stored.etag())
                .map(written -> written ? Result.REWRAPPED : Result.MISSED);
    }
}
