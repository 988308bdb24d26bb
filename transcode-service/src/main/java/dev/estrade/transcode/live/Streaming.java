package dev.estrade.transcode.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.encode.WorkFolders;
import dev.estrade.transcode.live.LiveStream.Format;
import dev.estrade.transcode.live.LiveStream.Piece;
import dev.estrade.transcode.live.StreamRun.Made;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.probe.Prober;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Makes a recording play while it arrives: FFmpeg, encryption, store, playlist, and then the recording's document. */
@Component
class Streaming {
    private static final String PLAYLIST = "application/vnd.apple.mpegurl";
    private static final String SEGMENT = "video/mp2t";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Recordings recordings;
    private final ObjectStore media;
    private final ContentKeys keys;
    private final FfmpegTools tools;
    private final Prober prober;
    private final WorkFolders folders;
    private final Scheduler scheduler;
    private final String preset;

    Streaming(
            Recordings recordings,
            ObjectStores stores,
            ContentKeys keys,
            FfmpegTools tools,
            Prober prober,
            WorkFolders folders,
            Scheduler media,
            TranscodeProperties settings) {
        this.recordings = recordings;
        this.media = stores.media();
        this.keys = keys;
        this.tools = tools;
        this.prober = prober;
        this.folders = folders;
        this.scheduler = media;
        this.preset = settings.preset();
    }

    /**
     * Goes on until the recording has ended; whoever comes after that only ends the playlist.
     *
     * @return the recording after it; fails with MediaException if it cannot be played
     */
    Mono<Recording> run(Recording mine) {
        return mine.knownLength().isPresent() || mine.isHopeless()
                ? end(mine)
                : keys.create(mine.streamRel(), mine.id())
                        .map(SegmentCipher::new)
                        .flatMapMany(cipher -> Flux.usingWhen(
                                folders.create(),
                                folder -> made(mine, folder).concatMap(one -> publish(mine, cipher, one)),
                                folders::delete))
                        .then(Mono.defer(() -> end(mine)));
    }

    private Flux<Made> made(Recording mine, Path folder) {
        Arrivals arrivals = new Arrivals(new Chunks(media, mine.id()), recordings.length(mine.id()));
        return Mono.justOrEmpty(mine.stream().format())
                .switchIfEmpty(Mono.defer(() -> new Beginning(prober, folder).format(arrivals, scheduler)))
                .map(format -> new StreamRun(
                        tools,
                        folder,
                        format,
                        mine.stream(),
                        new ChunkFeed(arrivals, mine.stream().next()),
                        preset))
                .flatMapMany(run -> Flux.<Made>create(sink -> encode(run, sink)).subscribeOn(scheduler, false));
    }

    private void encode(StreamRun run, FluxSink<Made> sink) {
        try {
            run(run, sink);
            sink.complete();
        } catch (IOException | RuntimeException e) {
            sink.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.error(e);
        }
    }

    private void run(StreamRun run, FluxSink<Made> sink) throws IOException, InterruptedException {
        AtomicReference<@Nullable IOException> unread = new AtomicReference<>();
        Disposable looks = scheduler.schedulePeriodically(
                () -> {
                    try {
                        run.handOut(sink::next);
                    } catch (IOException e) {
                        unread.set(e);
                        run.stop();
                    }
                },
                LOOK.toMillis(),
                LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
        sink.onDispose(run::stop);
        try {
            run.run(sink::next);
        } finally {
            looks.dispose();
        }
        IOException failure = unread.get();
        if (failure != null) {
            throw failure;
        }
    }

    /** The segment first, the playlist that names it then; viewers are told of the first. */
    private Mono<Recording> publish(Recording mine, SegmentCipher cipher, Made made) {
        String name = Renditions.segment(made.format().rendition(), made.piece().number());
        String key = folder(mine) + made.format().rendition() + "/" + name;
        return Mono.fromCallable(() -> encrypted(cipher, made))
                .subscribeOn(scheduler)
                .flatMap(bytes -> media.putIfAbsent(key, SEGMENT, bytes))
                .then(recordings.change(mine.id(), current -> current.played(mine, longer(current, made))))
                .flatMap(after -> recordings.requireHeld(after, mine))
                .delayUntil(after -> putPlaylists(after, made.format()))
                .flatMap(after -> after.stream().pieces().size() == 1
                        ? recordings.change(mine.id(), current -> current.playable(mine))
                        : Mono.just(after));
    }

    private static LiveStream longer(Recording current, Made made) {
        return current.stream().with(made.format(), made.piece(), made.nextChunk());
    }

    private static byte[] encrypted(SegmentCipher cipher, Made made) throws IOException {
        Piece piece = made.piece();
        byte[] encrypted = cipher.encrypt(Files.readAllBytes(made.file()), Renditions.iv(piece.number()));
        Files.delete(made.file());
        return encrypted;
    }

    private Mono<Void> putPlaylists(Recording after, Format format) {
        Mono<Void> longer = putMedia(after, format, false);
        return after.stream().pieces().size() == 1
                ? longer.then(put(after, StreamPlaylists.MULTIVARIANT, StreamPlaylists.multivariant(format)))
                : longer;
    }

    /** Nothing follows. */
    private Mono<Recording> end(Recording mine) {
        return recordings
                .find(mine.id())
                .delayUntil(current -> {
                    Format format = current.stream().format();
                    return format == null ? Mono.empty() : putMedia(current, format, true);
                })
                .then(recordings.change(mine.id(), current -> current.streamed(mine)));
    }

    private Mono<Void> putMedia(Recording recording, Format format, boolean whole) {
        String text = StreamPlaylists.media(format, recording.stream().pieces(), whole);
        return put(recording, StreamPlaylists.media(format), text);
    }

    private Mono<Void> put(Recording recording, String name, String text) {
        return media.put(folder(recording) + name, PLAYLIST, text.getBytes(UTF_8));
    }

    private static String folder(Recording recording) {
        return "hls/" + recording.streamRel() + "/" + recording.id() + "/";
    }
}
