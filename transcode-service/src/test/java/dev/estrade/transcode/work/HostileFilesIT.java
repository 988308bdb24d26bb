package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.encode.HostileFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whatever is uploaded ends as a lesson or as an error that a trainer understands, and neither opens a file of ours nor
 * calls an address. The file to be guarded is a pipe: whoever opens it is noticed.
 */
@NullMarked
class HostileFilesIT {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final ServiceUnderTest SERVICE =
            new ServiceUnderTest("hostile", "estrade.transcode.preset=ultrafast", "estrade.transcode.encoders=2");
    private static final EventSender EVENTS = new EventSender();
    private static ConfigurableApplicationContext service = SERVICE.start();

    private final ObjectStore media = service.getBean(ObjectStores.class).media();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean touched = new AtomicBoolean();

    @AfterAll
    static void close() {
        service.close();
        EVENTS.close();
        SERVICE.close();
    }

    @Test
    void endsEveryFileAndOpensNothingElse() throws Exception {
        Path pipe = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "canary-")
                .resolve("canary");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        try (ServerSocket port = new ServerSocket(0)) {
            Thread file = watching(() -> new FileOutputStream(pipe.toFile()).close());
            Thread address = watching(() -> port.accept().close());
            Map<String, ClaimedUpload> uploads = new LinkedHashMap<>();
            HostileFiles.all(pipe, "http://127.0.0.1:" + port.getLocalPort() + "/segment.ts")
                    .forEach((name, bytes) -> uploads.put(name, upload(name, bytes)));

            Map<String, String> ends = new LinkedHashMap<>();
            uploads.forEach((name, upload) -> ends.put(name, ended(name, upload)));

            over.set(true);
            // For reading and writing it opens at once, whether anybody waits there or not.
            new RandomAccessFile(pipe.toFile(), "rw").close();
            port.close();
            file.join();
            address.join();
            assertThat(touched).as("file or address of ours").isFalse();
            assertThat(ends)
                    .containsEntry("1x1:matroska", "READY")
                    .containsEntry("one frame:mp4", "READY")
                    .containsEntry("offset:mp4", "READY")
                    .containsEntry("negative:matroska", "READY")
                    .containsEntry("endless black:matroska", "TOO_LONG")
                    .containsEntry("32k x 32k:mp4", "UNSUPPORTED")
                    .containsEntry("empty:mp4", "NOT_MEDIA")
                    .containsEntry("huge edit list:mp4", "UNSUPPORTED")
                    .containsEntry("truncated:mp4", "READY")
                    .containsEntry("zip:mp4", "NOT_MEDIA");
            assertThat(ends.entrySet())
                    .filteredOn(end -> end.getKey().matches("(hls|dash|ffconcat|svg|sdp).*"))
                    .extracting(Map.Entry::getValue)
                    .containsOnly("NOT_MEDIA");
            assertThat(ends.values()).doesNotContain("CONVERSION_FAILED");
        }
        assertNothingIsLeft();
    }

    private static void assertNothingIsLeft() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(ProcessHandle.current()
                            .descendants()
                            .map(process -> process.info().command().orElse(""))
                            .filter(command -> command.contains("ffmpeg") || command.contains("ffprobe")))
                    .isEmpty();
            assertThat(SERVICE.workDir()).isEmptyDirectory();
            assertThat(service.getBean(Transcodes.class)
                            .unfinished()
                            .collectList()
                            .block())
                    .isEmpty();
        });
    }

    private String ended(String name, ClaimedUpload upload) {
        Transcode end = Awaitility.await(name)
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> service.getBean(Transcodes.class)
                                .ofGeneration(upload.videoId())
                                .blockOptional(),
                        found -> found.filter(one -> one.status().isOver()).isPresent())
                .orElseThrow();
        assertThat(end.queue().leases())
                .as(name)
                .noneMatch(lease -> lease.until().isAfter(Instant.now()));
        @Nullable TranscodeProblem problem = end.state().problem();
        return problem == null ? end.status().name() : problem.name();
    }

    private ClaimedUpload upload(String name, byte[] bytes) {
        String id = UUID.randomUUID().toString();
        String key = "uploads/videos/" + id + ".mp4";
        media.put(key, "video/mp4", bytes).block();
        StoredObject stored = Objects.requireNonNull(media.stat(key).block());
        String container = name.substring(name.indexOf(':') + 1);
        Rel rel = new Rel("trainer", "c1", "m1", "l-" + id);
        ClaimedUpload upload = new ClaimedUpload(id, rel, "film.mp4", key, stored.etag(), stored.size(), container);
        EVENTS.send(UUID.randomUUID().toString(), new LessonUploaded(1, "trainer", upload));
        return upload;
    }

    /** Whoever comes before the end touched it. */
    private Thread watching(Visit visit) {
        Thread thread = new Thread(() -> {
            try {
                visit.await();
                touched.compareAndSet(false, !over.get());
            } catch (IOException closed) {
                touched.compareAndSet(false, !over.get());
            }
        });
        thread.start();
        return thread;
    }

    private interface Visit {
        void await() throws IOException;
    }
}
