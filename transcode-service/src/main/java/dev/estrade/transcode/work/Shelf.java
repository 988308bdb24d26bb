package dev.estrade.transcode.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.encode.SegmentFile;
import dev.estrade.transcode.encode.TransportStream;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Playlists;
import dev.estrade.transcode.plan.Renditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Puts a lesson into the store. Names are fixed and the first writer wins, so doing it twice does no harm. */
@Component
class Shelf {
    private static final String PLAYLIST = "application/vnd.apple.mpegurl";
    private static final String SEGMENT = "video/mp2t";
    private static final String TEXT = "text/vtt";
    private static final String PICTURE = "image/jpeg";
    private static final int BLOCK = 16;
    private static final int ERASED_AT_ONCE = 16;

    private final ObjectStores stores;
    private final ContentKeys keys;
    private final Measures measures;
    private final Scheduler media;

    Shelf(ObjectStores stores, ContentKeys keys, Measures measures, Scheduler media) {
        this.stores = stores;
        this.keys = keys;
        this.measures = measures;
        this.media = media;
    }

    /** What must be there before any segment: the key, then the playlists, the one that names the others last. */
    Mono<Void> prepare(Lesson lesson, Plan plan) {
        return keys.create(lesson.rel(), lesson.generation())
                .thenMany(Flux.fromIterable(new Playlists(plan).all().entrySet()))
                .concatMap(file -> stores.media()
                        .putIfAbsent(
                                lesson.folder() + file.getKey(),
                                PLAYLIST,
                                file.getValue().getBytes(UTF_8)))
                .then();
    }

    /** Fails if the lesson's key is gone: the lesson is being deleted. */
    Mono<SegmentCipher> cipher(Lesson lesson) {
        return keys.read(lesson.rel(), lesson.generation())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("No content key for " + lesson.id())))
                .map(SegmentCipher::new);
    }

    /** Encrypts a segment on its way, and notes how large it is. */
    Mono<SegmentFile> put(Segment segment, SegmentFile file) {
        String rendition = segment.rendition();
        String type = Renditions.isText(rendition) ? TEXT : SEGMENT;
        boolean picture = !Renditions.isText(rendition) && !segment.isSound();
        return Mono.fromCallable(() -> Files.readAllBytes(file.file()))
                .map(clear ->
                        new Written(segment.encrypted(clear), picture ? TransportStream.endOfFirstPicture(clear) : 0))
                .subscribeOn(media)
                .flatMap(written -> stores.media()
                        .putIfAbsent(segment.key(), type, written.bytes())
                        .filter(first -> first && !Renditions.isText(rendition))
                        .flatMap(first ->
                                measures.note(segment.lesson().id(), rendition, segment.number(), written.size())))
                .thenReturn(file);
    }

    /** The whole of it, in the clear. */
    Mono<byte[]> read(Segment segment) {
        return readStart(segment.key(), Long.MAX_VALUE).map(segment::decrypted);
    }

    /** The first bytes of it, in the clear. */
    Mono<byte[]> readStart(Segment segment, long length) {
        long blocks = (length + BLOCK - 1) / BLOCK * BLOCK;
        return readStart(segment.key(), blocks).map(start -> segment.startDecrypted(start, Math.toIntExact(length)));
    }

    private Mono<byte[]> readStart(String key, long most) {
        return stores.media()
                .stat(key)
                .flatMap(stored -> stores.media().range(key, 0, Math.min(stored.size(), most) - 1, stored.etag()));
    }

    /** Bytes by key. */
    Mono<Map<String, Long>> sizes(Lesson lesson) {
        return stores.media().list(lesson.folder()).collectMap(StoredObject::key, StoredObject::size);
    }

    Mono<Void> replacePlaylists(Lesson lesson, Map<String, String> playlists) {
        return Flux.fromIterable(playlists.entrySet())
                .concatMap(file -> stores.media()
                        .put(
                                lesson.folder() + file.getKey(),
                                PLAYLIST,
                                file.getValue().getBytes(UTF_8)))
                .then();
    }

    Mono<Boolean> putPicture(Lesson lesson, String name, Path file) {
        return stores.media().putIfAbsent(lesson.folder() + name, PICTURE, file);
    }

    Mono<Void> putText(Lesson lesson, String name, byte[] text) {
        return stores.media().put(lesson.folder() + name, TEXT, text);
    }

    Mono<SegmentFile> putPoster(Lesson lesson, SegmentFile poster) {
        return stores.media()
                .putIfAbsent(lesson.poster(), PICTURE, poster.file())
                .thenReturn(poster);
    }

    Mono<Void> eraseKey(Lesson lesson) {
        return keys.delete(lesson.rel(), lesson.generation());
    }

    /** Everything but the key. @return how many objects there were */
    Mono<Long> erase(Lesson lesson) {
        return stores.media()
                .list(lesson.folder())
                .flatMap(found -> stores.media().delete(found.key()).thenReturn(found), ERASED_AT_ONCE)
                .count()
                .delayUntil(objects -> measures.forget(lesson.id()));
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one write, is never compared
    private record Written(byte[] bytes, long firstPicture) {
        Measures.Size size() {
            return new Measures.Size(bytes.length, firstPicture);
        }
    }
}
