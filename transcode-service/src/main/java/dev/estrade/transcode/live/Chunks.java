package dev.estrade.transcode.live;

import static dev.estrade.events.RecordingStarted.chunkKey;
import static dev.estrade.events.RecordingStarted.folder;

import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The chunks of one recording in the store. */
final class Chunks {
    private static final Logger log = LoggerFactory.getLogger(Chunks.class);
    /** Of a chunk: a browser sends one every few seconds. */
    private static final long LARGEST = 64 << 20;

    private static final int ATTEMPTS = 3;

    private final ObjectStore media;
    private final String recordingId;

    Chunks(ObjectStore media, String recordingId) {
        this.media = media;
        this.recordingId = recordingId;
    }

    /** Empty if it is not there, or is none. */
    Mono<Chunk> read(int seq) {
        String key = chunkKey(recordingId, seq);
        return media.stat(key)
                .filter(this::isChunk)
                .flatMap(stored -> stored.size() == 0
                        ? Mono.just(new byte[] {})
                        : media.range(key, 0, stored.size() - 1, stored.etag()))
                // Put once more while it was read.
                .retryWhen(Retry.max(ATTEMPTS).filter(ObjectChangedException.class::isInstance))
                .map(bytes -> new Chunk(seq, bytes));
    }

    /** The number of the first that is there from this one on; empty if none is. */
    Mono<Integer> next(int seq) {
        return media.list(folder(recordingId))
                .filter(this::isChunk)
                .map(stored -> number(stored.key()))
                .filter(number -> number >= seq)
                .reduce(Math::min);
    }

    @Override
    public String toString() {
        return "recording " + recordingId;
    }

    private boolean isChunk(StoredObject stored) {
        if (number(stored.key()) < 0) {
            return false;
        }
        if (stored.size() > LARGEST) {
            log.warn("Recording {}: {} is too large for a chunk: {} bytes", recordingId, stored.key(), stored.size());
            return false;
        }
        return true;
    }

    /** @return -1 for what is no chunk's name */
    private int number(String key) {
        String name = key.substring(folder(recordingId).length());
        return name.matches("[0-9]{6}") ? Integer.parseInt(name) : -1;
    }

    /** @param seq its number, from 0 */
    @SuppressWarnings("ArrayRecordComponent") // lives for one write, is never compared
    record Chunk(int seq, byte[] bytes) {
        /** No other follows. */
        static final Chunk END = new Chunk(-1, new byte[] {});
    }
}
