package dev.estrade.transcode.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.encode.SpriteSheets;
import dev.estrade.transcode.encode.TransportStream;
import dev.estrade.transcode.encode.WorkFolders;
import dev.estrade.transcode.plan.Measured;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Playlists;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.work.Claims.Claimed;
import dev.estrade.transcode.work.Measures.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The last piece of a lesson: what can only be said, and shown, of segments that all exist. */
@Component
class Packaging {
    private static final Logger log = LoggerFactory.getLogger(Packaging.class);
    private static final String SPRITES = "sprites/";
    private static final int READ_AT_ONCE = 4;

    /** What is waited for instead of doing without. */
    private static final Set<Blame> PASSING = Set.of(Blame.DEPENDENCY, Blame.DISK);

    private final Transcodes transcodes;
    private final Measures measures;
    private final Shelf shelf;
    private final FfmpegTools tools;
    private final WorkFolders folders;
    private final Scheduler media;

    Packaging(
            Transcodes transcodes,
            Measures measures,
            Shelf shelf,
            FfmpegTools tools,
            WorkFolders folders,
            Scheduler media) {
        this.transcodes = transcodes;
        this.measures = measures;
        this.shelf = shelf;
        this.tools = tools;
        this.folders = folders;
        this.media = media;
    }

    Mono<Transcode> run(Claimed claimed) {
        Lesson lesson = claimed.transcode().lesson();
        Plan plan = Objects.requireNonNull(claimed.transcode().plan());
        return shelf.cipher(lesson)
                .flatMap(cipher -> measured(lesson, plan, cipher)
                        .delayUntil(found -> shelf.replacePlaylists(lesson, new Playlists(plan).measured(found)))
                        .flatMap(found -> sprites(lesson, plan, cipher, found)))
                .then(transcodes.change(
                        claimed.id(), current -> current.finished(claimed.fence(), List.of(Renditions.PACKAGE), 0, 0)))
                .delayUntil(finished -> measures.forget(lesson.id()));
    }

    private Mono<Map<String, Measured>> measured(Lesson lesson, Plan plan, SegmentCipher cipher) {
        return Mono.zip(shelf.sizes(lesson), measures.of(lesson.id()))
                .flatMap(known -> Flux.fromIterable(plan.segmented())
                        .concatMap(rendition -> Flux.range(0, plan.segments())
                                .concatMap(segment -> size(
                                        new Segment(lesson, plan, cipher, rendition, segment),
                                        known.getT1(),
                                        known.getT2().getOrDefault(rendition, Map.of())))
                                .collectList()
                                .map(sizes -> Map.entry(rendition, Packaging.of(sizes))))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Measured of(List<Size> sizes) {
        return new Measured(
                sizes.stream().map(Size::bytes).toList(),
                sizes.stream().map(Size::firstPicture).toList());
    }

    /** As noted, if that is what is stored; somebody else's, whose note was lost, is looked into. */
    private Mono<Size> size(Segment segment, Map<String, Long> stored, Map<String, Size> noted) {
        Long bytes = stored.get(segment.key());
        if (bytes == null) {
            return Mono.error(() -> new IllegalStateException(segment.key() + " is missing"));
        }
        Size note = noted.get(Integer.toString(segment.number()));
        if (note != null && note.bytes() == bytes) {
            return Mono.just(note);
        }
        return segment.isSound()
                ? Mono.just(new Size(bytes, 0))
                : shelf.read(segment).map(clear -> new Size(bytes, TransportStream.endOfFirstPicture(clear)));
    }

    /** A lesson plays without them. */
    private Mono<Void> sprites(Lesson lesson, Plan plan, SegmentCipher cipher, Map<String, Measured> measured) {
        if (plan.rungs().isEmpty()) {
            return Mono.empty();
        }
        SpriteSheets sheets = new SpriteSheets(plan);
        return Flux.usingWhen(
                        folders.create(),
                        folder -> pictures(folder, lesson, plan, cipher, measured)
                                .flatMapMany(pictures -> Mono.fromCallable(() -> sheets.draw(tools, folder, pictures))
                                        .subscribeOn(media)
                                        .flatMapIterable(drawn -> drawn))
                                .concatMap(sheet -> shelf.putPicture(lesson, SPRITES + sheet.getFileName(), sheet)),
                        folders::delete)
                .then(shelf.putText(
                        lesson, SPRITES + "thumbnails.vtt", sheets.thumbnails().getBytes(UTF_8)))
                .onErrorResume(failure -> !PASSING.contains(Blame.of(failure)), failure -> {
                    log.warn("{} has no sprites: {}", lesson.id(), failure.toString());
                    return Mono.empty();
                });
    }

    /** The first picture of each segment of the smallest rung, one after the other. */
    private Mono<Path> pictures(
            Path folder, Lesson lesson, Plan plan, SegmentCipher cipher, Map<String, Measured> measured) {
        Rung smallest = plan.rungs().get(plan.rungs().size() - 1);
        List<Long> lengths =
                Objects.requireNonNull(measured.get(smallest.name())).firstPictures();
        Path file = folder.resolve("pictures.ts");
        return Flux.range(0, plan.segments())
                .flatMapSequential(
                        segment -> shelf.readStart(
                                new Segment(lesson, plan, cipher, smallest.name(), segment), lengths.get(segment)),
                        READ_AT_ONCE)
                .concatMap(clear -> Mono.fromCallable(
                                () -> Files.write(file, clear, StandardOpenOption.CREATE, StandardOpenOption.APPEND))
                        .subscribeOn(media))
                .then(Mono.just(file));
    }
}
