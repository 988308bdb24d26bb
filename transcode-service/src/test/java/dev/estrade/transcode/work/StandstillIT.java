package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.test.StoreLine;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The store goes away, and the disk is full: lessons wait, say why, and go on. */
@NullMarked
class StandstillIT {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final StoreLine LINE = StoreLine.open();
    private static final ServiceUnderTest SERVICE = new ServiceUnderTest(
            "standstill",
            "estrade.s3.endpoint=" + LINE.endpoint(),
            "estrade.transcode.ffmpeg-dir="
                    + Path.of("target/standstill-ffmpeg").toAbsolutePath());
    private static final EventSender EVENTS = new EventSender();
    private static ConfigurableApplicationContext service = SERVICE.start();

    private final ObjectStore media = service.getBean(ObjectStores.class).media();

    /** Its consumer begins where the topics do: at other tests' lessons. */
    @BeforeAll
    static void makeWhatOthersLeft() {
        Transcodes transcodes = service.getBean(Transcodes.class);
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> transcodes
                        .unfinished()
                        .collectList()
                        .blockOptional()
                        .orElseThrow()
                        .isEmpty());
    }

    @AfterAll
    static void close() {
        service.close();
        EVENTS.close();
        SERVICE.close();
        LINE.close();
    }

    @Test
    void waitsForTheStore() throws Exception {
        ClaimedUpload first = upload(Clip.FAST_START);
        LINE.cut();
        claim(first);

        Transcode waiting = await(first, lesson -> lesson.queue().hindrance() == Hindrance.DEPENDENCY);
        assertThat(waiting.status()).isEqualTo(Status.PROBING);
        LINE.mend();

        assertThat(await(first, lesson -> lesson.status().isOver()).status()).isEqualTo(Status.READY);
    }

    @Test
    void goesOnWhereTheStoreLeftIt() throws Exception {
        ClaimedUpload upload = upload(Clip.MINUTE);
        claim(upload);
        await(upload, lesson -> lesson.status() == Status.PLAYABLE);

        LINE.cut();
        Transcode waiting = await(upload, lesson -> lesson.queue().hindrance() != null);
        LINE.mend();

        Transcode end = await(upload, lesson -> lesson.status().isOver());
        assertThat(waiting.status()).isEqualTo(Status.PLAYABLE);
        assertThat(end.status()).isEqualTo(Status.READY);
        assertThat(end.queue().hindrance()).isNull();
    }

    /** An FFmpeg that says what it says on a full disk, until there is room. */
    @Test
    void waitsForTheDisk() throws Exception {
        Path full = Path.of("target/standstill-full").toAbsolutePath();
        Files.deleteIfExists(full);
        Path ffmpeg = service.getBean(FfmpegTools.class).ffmpeg();
        Path real = ffmpeg.resolveSibling("ffmpeg-with-room");
        if (Files.notExists(real)) {
            Files.move(ffmpeg, real);
        }
        Files.deleteIfExists(ffmpeg);
        Files.writeString(ffmpeg, """
                #!/bin/sh
                if [ -e '%s' ]; then
                  echo 'av_interleaved_write_frame(): No space left on device' >&2
                  exit 228
                fi
                exec '%s' "$@"
                """.formatted(full, real));
        Files.setPosixFilePermissions(ffmpeg, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(full);
        ClaimedUpload upload = upload(Clip.FAST_START);
        claim(upload);

        Transcode waiting = await(upload, lesson -> lesson.queue().hindrance() != null);
        assertThat(waiting.queue().hindrance()).isEqualTo(Hindrance.DISK);
        assertThat(waiting.queue().setbacks() + waiting.queue().faults()).isZero();
        Files.delete(full);

        assertThat(await(upload, lesson -> lesson.status().isOver()).status()).isEqualTo(Status.READY);
    }

    private ClaimedUpload upload(Clip clip) throws Exception {
        String id = UUID.randomUUID().toString();
        String key = "uploads/videos/" + id + ".mp4";
        media.put(key, "video/mp4", Files.readAllBytes(Clips.shared().file(clip)))
                .block();
        StoredObject stored = Objects.requireNonNull(media.stat(key).block());
        return new ClaimedUpload(
                id, new Rel("trainer", "c1", "m1", "l-" + id), "l.mp4", key, stored.etag(), stored.size(), "mp4");
    }

    private static void claim(ClaimedUpload upload) {
        EVENTS.send(UUID.randomUUID().toString(), new LessonUploaded(1, "trainer", upload));
    }

    private static Transcode await(ClaimedUpload upload, Predicate<Transcode> wanted) {
        Transcodes transcodes = service.getBean(Transcodes.class);
        return Awaitility.await()
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> transcodes.ofGeneration(upload.videoId()).blockOptional(),
                        found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }
}
