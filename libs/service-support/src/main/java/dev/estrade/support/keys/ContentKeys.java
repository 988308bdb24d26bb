package dev.estrade.support.keys;

import dev.estrade.events.Rel;
import dev.estrade.support.store.ObjectStore;
import reactor.core.publisher.Mono;

/** The content keys of lessons: one per generation, wrapped, in the private bucket. */
public final class ContentKeys {
    static final String TYPE = "application/octet-stream";

    private final ObjectStore bucket;
    private final KeyWrapping wrapping;

    ContentKeys(ObjectStore bucket, KeyWrapping wrapping) {
        this.bucket = bucket;
        this.wrapping = wrapping;
    }

    /** Creates the key of a generation, or returns the one that was first. @return 16 bytes */
    public Mono<byte[]> create(Rel rel, String generation) {
        KeyName name = new KeyName(rel, generation);
        byte[] fresh = wrapping.newContentKey();
        return bucket.putIfAbsent(name.objectKey(), TYPE, wrapping.wrap(fresh, name.id()))
                .flatMap(created -> created ? Mono.just(fresh) : read(rel, generation));
    }

    /** @return 16 bytes; empty if there is no such key, because it never was or was deleted */
    public Mono<byte[]> read(Rel rel, String generation) {
        KeyName name = new KeyName(rel, generation);
        return bucket.bytes(name.objectKey()).map(wrapped -> wrapping.unwrapContentKey(wrapped, name.id()));
    }

    /** What was encrypted with it can never be read again. Succeeds as well if there is no such key. */
    public Mono<Void> delete(Rel rel, String generation) {
        return bucket.delete(new KeyName(rel, generation).objectKey());
    }
}
