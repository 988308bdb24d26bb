package dev.estrade.upload.recording;

import dev.estrade.events.RecordingStarted;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.file.UploadProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The chunks of recordings: URLs for them, and what the store holds of them. */
@Component
class Chunks {
    /** Of one recording; at two seconds each, more than two days. */
    static final int MOST = 100_000;

    private static final int AT_ONCE = 32;
    private static final int ERASED_AT_ONCE = 8;
    private static final int LEASES = 4;
    private static final Pattern NAME = Pattern.compile("[0-9]{6}");

    private final ObjectStore media;
    private final Duration expiry;

    Chunks(ObjectStores stores, UploadProperties uploads, RecordingProperties settings) {
        this.media = stores.media();
        Duration least = settings.lease().multipliedBy(LEASES);
        this.expiry = uploads.urlExpiry().compareTo(least) > 0 ? uploads.urlExpiry() : least;
    }

    /** @param url of a PUT, with whatever Content-Type and length */
    record ChunkUrl(int seq, URI url) {}

    /** How long URLs are good for. */
    Duration expiry() {
        return expiry;
    }

    /** The next ones from this number on. */
    List<ChunkUrl> urls(String recordingId, int from) {
        return IntStream.range(from, Math.min(from + AT_ONCE, MOST))
                .mapToObj(seq -> new ChunkUrl(
                        seq, media.presignPut(RecordingStarted.chunkKey(recordingId, seq), expiry, Map.of())))
                .toList();
    }

    Mono<Arrived> arrived(String recordingId) {
        return media.list(RecordingStarted.folder(recordingId)).reduce(Arrived.NOTHING, Chunks::counted);
    }

    /** Whether anything has. */
    Mono<Boolean> haveArrived(String recordingId) {
        return media.list(RecordingStarted.folder(recordingId))
                .filter(object -> seqOf(object.key()).isPresent())
                .hasElements();
    }

    /** All of one recording. */
    Mono<Void> erase(String recordingId) {
        return media.list(RecordingStarted.folder(recordingId))
                .flatMap(object -> media.delete(object.key()), ERASED_AT_ONCE)
                .then();
    }

    Mono<Void> delete(String key) {
        return media.delete(key);
    }

    /** Everything below {@code recordings/}, by key. */
    Flux<String> all() {
        return media.list("recordings/").map(StoredObject::key);
    }

    /** Empty for a name that no URL was ever signed for. */
    static OptionalInt seqOf(String key) {
        Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
        return name.matches() && key.indexOf('/', "recordings/".length()) == key.lastIndexOf('/')
                ? OptionalInt.of(Integer.parseInt(name.group()))
                : OptionalInt.empty();
    }

    private static Arrived counted(Arrived sofar, StoredObject object) {
        OptionalInt seq = seqOf(object.key());
        return seq.isPresent() ? sofar.with(seq.getAsInt(), object.size(), object.modifiedAt()) : sofar;
    }
}
