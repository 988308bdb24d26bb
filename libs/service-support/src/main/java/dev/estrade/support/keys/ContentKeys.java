package dev.estrade.support.keys;

import dev.estrade.events.Rel;
import dev.estrade.support.store.ObjectStore;
import reactor.core.publisher.Mono;

/** The content keys of lessons: one per generation, wrapped, in the private bucket. */
public final class ContentKeys {
    private final ObjectStore bucket;
    private final KeyWrapping wrapping;

    ContentKeys(ObjectStore bucket, KeyWrapping wrapping) {
        this.bucket = bucket;
        this.wrapping = wrapping;
    }

    /** Creates the key of a generation, or returns the one that was first. @return 16 bytes */
    public Mono<byte[]> create(Rel rel, String generation) {
        byte[] fresh = wrapping.newContentKey();
        return bucket.putIfAbsent(
                        objectKey(rel, generation),
                        "application/octet-stream",
                        wrapping.wrap(fresh, purpose(rel, generation)))
                .flatMap(created -> created ? Mono.just(fresh) : read(rel, generation));
    }

    /** @return 16 bytes; empty if there is no such key, because it never was or was deleted */
    public Mono<byte[]> read(Rel rel, String generation) {
        return bucket.bytes(objectKey(rel, generation))
                .map(wrapped -> wrapping.unwrap(wrapped, purpose(rel, generation)));
    }

    /** What was encrypted with it can never be read again. Succeeds as well if there is no such key. */
    public Mono<Void> delete(Rel rel, String generation) {
        return bucket.delete(objectKey(rel, generation));
    }

    private static String objectKey(Rel rel, String generation) {
        return rel + "/" + generation + ".key";
    }

    private static String purpose(Rel rel, String generation) {
        return rel + "@" + generation;
    }
}
