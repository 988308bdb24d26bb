package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.Infra;
import dev.estrade.test.PublishedEvents;
import dev.estrade.transcode.TranscodeApplication;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Claimed uploads become encrypted lessons, on real servers, also when a process is killed on the way. */
@NullMarked
class LessonIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final Map<String, String> settings = settings();

    @Test
    void makesLessonsOfWhatWasClaimed() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            ClaimedUpload good =
                    upload(service, Files.readAllBytes(Clips.shared().file(Clip.MOOV_AT_END)), "mp4");
            ClaimedUpload bad = upload(service, "not a video".getBytes(StandardCharsets.UTF_8), "mp4");
            claim(service, good, bad);

            Transcode lesson = await(service, good, Status.READY);
            assertThat(await(service, bad, Status.FAILED).state().problem()).hasToString("NOT_MEDIA");

            assertThat(Objects.requireNonNull(lesson.plan()).duration()).isBetween(12.4, 12.6);
            assertStored(service, lesson);
            assertThat(events(good)).extracting(Event::getClass).contains(LessonPlayable.class, LessonReady.class);
            assertThat(events(bad))
                    .last()
                    .isInstanceOfSatisfying(
                            LessonFailed.class,
                            failed -> assertThat(failed.code()).isEqualTo("media.not_media"));
        }
    }

    @Test
    void finishesWhatAKilledProcessBegan() throws Exception {
        ClaimedUpload upload;
        Process killed;
        try (ConfigurableApplicationContext idle = start("--spring.kafka.listener.auto-startup=false")) {
            idle.getBean(Workers.class).stop();
            upload = upload(idle, Files.readAllBytes(Clips.shared().file(Clip.FAST_START)), "mp4");
            killed = startProcess();
            claim(idle, upload);
            await(idle, upload, Status.PLAYABLE);
            killed.destroyForcibly().waitFor();
        }

        try (ConfigurableApplicationContext service = start()) {
            assertStored(service, await(service, upload, Status.READY));
        }
        assertThat(events(upload)).filteredOn(LessonReady.class::isInstance).hasSize(1);
    }

    private static void assertStored(ConfigurableApplicationContext service, Transcode lesson) {
        ObjectStore media = service.getBean(ObjectStores.class).media();
        String playlist = text(media, lesson.lesson().folder() + "output.m3u8");
        assertThat(playlist).contains("360p/index.m3u8", "240p/index.m3u8", "audio/index.m3u8");
        for (String rendition : List.of("360p", "240p", "audio")) {
            String folder = lesson.lesson().folder() + rendition + "/";
            List<String> segments = text(media, folder + "index.m3u8")
                    .lines()
                    .filter(line -> line.startsWith("segment_"))
                    .toList();
            assertThat(segments).hasSize(Objects.requireNonNull(lesson.plan()).segments());
            assertThat(segments).allMatch(name -> media.stat(folder + name).block() != null);
        }
    }

    private static String text(ObjectStore store, String key) {
        return new String(Objects.requireNonNull(store.bytes(key).block()), StandardCharsets.UTF_8);
    }

    private static ClaimedUpload upload(ConfigurableApplicationContext service, byte[] bytes, String container) {
        ObjectStore media = service.getBean(ObjectStores.class).media();
        String id = UUID.randomUUID().toString();
        String key = "uploads/videos/" + id + ".mp4";
        media.put(key, "video/mp4", bytes).block();
        StoredObject stored = Objects.requireNonNull(media.stat(key).block());
        Rel rel = new Rel("trainer", "c1", "m1", "l-" + id);
        return new ClaimedUpload(id, rel, "lesson.mp4", key, stored.etag(), stored.size(), container);
    }

    private static void claim(ConfigurableApplicationContext service, ClaimedUpload... uploads) {
        UploadsClaimed event = new UploadsClaimed(UUID.randomUUID().toString(), 1, "trainer", List.of(uploads));
        service.getBean(EventPublisher.class).publish(OutgoingEvent.of(event)).block();
    }

    private static Transcode await(ConfigurableApplicationContext service, ClaimedUpload upload, Status wanted) {
        Transcodes transcodes = service.getBean(Transcodes.class);
        return Awaitility.await()
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> transcodes.ofGeneration(upload.videoId()).blockOptional(),
                        found -> found.filter(it -> it.status() == wanted).isPresent())
                .orElseThrow();
    }

    private static List<Event> events(ClaimedUpload upload) {
        return PublishedEvents.of(Topics.TRANSCODES, upload.rel().toString(), Duration.ofSeconds(3)).stream()
                .map(PublishedEvents.Published::event)
                .toList();
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> arguments = arguments();
        arguments.addAll(List.of(more));
        return SpringApplication.run(TranscodeApplication.class, arguments.toArray(String[]::new));
    }

    private Process startProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, TranscodeApplication.class.getName()));
        command.addAll(arguments());
        command.add("--estrade.transcode.preset=veryslow");
        command.add("--estrade.transcode.encoders=1");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "killed-service.log").toFile())
                .start();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--estrade.transcode.lease=3s");
        arguments.add(
                "--estrade.transcode.work-dir=" + Path.of("target", "work").toAbsolutePath());
        arguments.add("--estrade.transcode.ffmpeg-dir="
                + Path.of("target", "ffmpeg-programs").toAbsolutePath());
        return arguments;
    }

    private static Map<String, String> settings() {
        return Infra.running().settings();
    }
}
