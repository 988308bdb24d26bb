package dev.estrade.transcode.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.encode.SegmentFile;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Playlists;
import dev.estrade.transcode.plan.Renditions;
import java.nio.file.Files;
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
    private static final String POSTER = "image/jpeg";
    private static final int ERASED_AT_ONCE = 16;

    private final ObjectStores stores;
    private final ContentKeys keys;
    private final Scheduler media;

    Shelf(ObjectStores stores, ContentKeys keys, Scheduler media) {
        this.stores = stores;
        this.keys = keys;
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

    Mono<SegmentFile> put(Lesson lesson, Plan plan, SegmentCipher cipher, SegmentFile segment) {
        byte[] iv = Renditions.iv(plan, segment.rendition(), segment.number());
        String name = segment.rendition() + "/" + Renditions.segment(segment.rendition(), segment.number());
        String type = Renditions.isText(segment.rendition()) ? TEXT : SEGMENT;
        return Mono.fromCallable(() -> cipher.encrypt(Files.readAllBytes(segment.file()), iv))
                .subscribeOn(media)
                .flatMap(encrypted -> stores.media().putIfAbsent(lesson.folder() + name, type, encrypted))
                .thenReturn(segment);
    }

    Mono<SegmentFile> putPoster(Lesson lesson, SegmentFile poster) {
        return stores.media()
                .putIfAbsent(lesson.poster(), POSTER, poster.file())
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
                .count();
    }
}
