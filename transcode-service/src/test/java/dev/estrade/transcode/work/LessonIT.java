package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.PublishedEvents;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Claimed uploads become encrypted lessons, on real servers, also when a process is killed on the way. */
@NullMarked
class LessonIT {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final ServiceUnderTest SERVICE = new ServiceUnderTest("lesson");

    /** Sees everything and does no work: the workers are processes. */
    private static ConfigurableApplicationContext observer = SERVICE.start("spring.kafka.listener.auto-startup=false");

    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void idle() {
        observer.getBean(Workers.class).stop();
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @AfterAll
    static void close() {
        observer.close();
        SERVICE.close();
    }

    @Test
    void makesLessonsOfWhatWasClaimed() throws Exception {
        startProcess("veryfast");
        ClaimedUpload good = upload(Files.readAllBytes(Clips.shared().file(Clip.MOOV_AT_END)));
        ClaimedUpload bad = upload("not a video".getBytes(StandardCharsets.UTF_8));
        claim(good, bad);

        Transcode lesson = await(good, Status.READY);
        await(bad, Status.FAILED);

        assertThat(Objects.requireNonNull(lesson.plan()).duration()).isBetween(12.4, 12.6);
        assertStored(lesson);
        assertThat(task("GET", good.videoId(), "trainer"))
                .startsWith("200 {")
                .contains("\"task_id\":\"" + good.videoId(), "\"status\":\"ready\"", "\"progress\":100", "\"360p\"");
        assertThat(task("GET", good.videoId(), "somebody")).startsWith("404").contains("task.unknown");
        assertThat(task("POST", good.videoId() + "/retry", "trainer")).startsWith("409");
        assertThat(task("GET", bad.videoId(), "trainer")).contains("media.not_media");
        assertThat(task("POST", bad.videoId() + "/retry", "trainer")).contains("\"status\":\"queued\"");
        await(bad, Status.FAILED);
        assertThat(events(good)).extracting(Event::getClass).contains(LessonPlayable.class, LessonReady.class);
        assertThat(events(bad)).filteredOn(LessonFailed.class::isInstance).hasSize(2);
    }

    @Test
    void finishesWhatAKilledProcessBegan() throws Exception {
        ClaimedUpload upload = upload(Files.readAllBytes(Clips.shared().file(Clip.FAST_START)));
        Process process = startProcess("veryslow");
        uploadByForm(upload);
        await(
                upload,
                lesson -> lesson.status() == Status.PLAYABLE
                        && !lesson.queue().leases().isEmpty());

        process.destroyForcibly().waitFor();

        assertThat(await(upload, lesson -> true).status()).isEqualTo(Status.PLAYABLE);
        startProcess("veryfast");
        assertStored(await(upload, Status.READY));
        assertThat(events(upload)).filteredOn(LessonReady.class::isInstance).hasSize(1);
    }

    /** Whatever pieces the killed process had are begun once more, and no other. */
    @Test
    void sharesALessonBetweenProcessesOfWhichOneIsKilled() throws Exception {
        ClaimedUpload upload = upload(Files.readAllBytes(Clips.shared().file(Clip.MINUTE)));
        Process first = startProcess("medium");
        startProcess("medium");
        claim(upload);
        Transcode shared = await(
                upload,
                lesson -> lesson.status() == Status.PLAYABLE
                        && lesson.queue().leases().stream()
                                        .filter(lease -> lease.work().kind() == Work.Kind.REST)
                                        .map(Lease::worker)
                                        .distinct()
                                        .count()
                                == 2);

        first.destroyForcibly().waitFor();

        Transcode lesson = await(upload, Status.READY);
        assertStored(lesson);
        int others = Objects.requireNonNull(lesson.plan()).segments() - 1;
        // Probe, first picture, sound, first ladder, chunks of seven, package.
        long pieces = 4 + (others + 6) / 7 + 1;
        assertThat(lesson.queue().fences() - pieces)
                .isBetween(1L, (long) shared.queue().leases().size());
        assertThat(lesson.queue().faults() + lesson.queue().setbacks()).isZero();
    }

    @Test
    void handsItsWorkBackWhenItIsStopped() throws Exception {
        ClaimedUpload upload = upload(Files.readAllBytes(Clips.shared().file(Clip.FAST_START)));
        Process process = startProcess("veryslow");
        claim(upload);
        await(upload, Status.PLAYABLE);

        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(await(upload, Status.PLAYABLE).queue().leases()).isEmpty();
    }

    private static String task(String method, String path, String user) throws Exception {
        String port = observer.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/tasks/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + SERVICE.token(user))
                .build();
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static void assertStored(Transcode lesson) {
        ObjectStore media = observer.getBean(ObjectStores.class).media();
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

    private static ClaimedUpload upload(byte[] bytes) {
        ObjectStore media = observer.getBean(ObjectStores.class).media();
        String id = UUID.randomUUID().toString();
        String key = "uploads/videos/" + id + ".mp4";
        media.put(key, "video/mp4", bytes).block();
        StoredObject stored = Objects.requireNonNull(media.stat(key).block());
        Rel rel = new Rel("trainer", "c1", "m1", "l-" + id);
        return new ClaimedUpload(id, rel, "lesson.mp4", key, stored.etag(), stored.size(), "mp4");
    }

    private static void claim(ClaimedUpload... uploads) {
        String formation = UUID.randomUUID().toString();
        UploadsClaimed event = new UploadsClaimed(formation, 1, "trainer", List.of(uploads), formation);
        observer.getBean(EventPublisher.class).publish(OutgoingEvent.of(event)).block();
    }

    private static void uploadByForm(ClaimedUpload upload) {
        LessonUploaded event = new LessonUploaded(1, "trainer", upload);
        observer.getBean(EventPublisher.class).publish(OutgoingEvent.of(event)).block();
    }

    private static Transcode await(ClaimedUpload upload, Status wanted) {
        return await(upload, lesson -> lesson.status() == wanted);
    }

    private static Transcode await(ClaimedUpload upload, Predicate<Transcode> wanted) {
        Transcodes transcodes = observer.getBean(Transcodes.class);
        return Awaitility.await()
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> transcodes.ofGeneration(upload.videoId()).blockOptional(),
                        found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    private static List<Event> events(ClaimedUpload upload) {
        return PublishedEvents.of(Topics.TRANSCODES, upload.rel().toString(), Duration.ofSeconds(3)).stream()
                .map(PublishedEvents.Published::event)
                .toList();
    }

    private Process startProcess(String preset) throws IOException {
        Process process = SERVICE.startProcess("estrade.transcode.preset=" + preset, "estrade.transcode.encoders=1");
        started.add(process);
        return process;
    }
}
