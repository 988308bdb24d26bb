package dev.estrade.transcode.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.events.PresentationsRemoved.RemovedPresentation;
import dev.estrade.events.Topics;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.PublishedEvents;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import dev.estrade.transcode.presentation.Presentation.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Uploaded presentations become files that browsers play, on real servers, also when a process is killed. */
@NullMarked
class PresentationIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final ServiceUnderTest SERVICE = new ServiceUnderTest(
            "presentation", "spring.kafka.listener.auto-startup=false", "estrade.transcode.encoders=1");

    /** Sees everything and does no work: the worker is a process. Neither reads topics, where other tests' events lie. */
    private static ConfigurableApplicationContext observer = SERVICE.start();

    private final String place = "courses/c-" + UUID.randomUUID();
    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void idle() {
        observer.getBean("presentationWork", RecurringJob.class).stop();
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
    void remuxesWhatBrowsersPlay() throws Exception {
        startProcess("veryfast");
        Path original = ffmpeg(
                Clips.shared().file(Clip.MOOV_AT_END),
                "tagged.mp4",
                "-c copy -metadata title=Secret -metadata location=+48.8+2.3/");

        upload(1, Files.readAllBytes(original), "mp4", "mp4");
        PresentationReady ready = (PresentationReady) await(Status.READY);

        Path file = stored("presentation.mp4");
        assertThat(ready.fileKey()).isEqualTo("presentation_videos/" + place + "/presentation.mp4");
        assertThat(ready.size()).isEqualTo(Files.size(file));
        assertThat(ready.duration()).isBetween(12.4, 12.7);
        assertThat(packets(file)).isEqualTo(packets(original));
        assertThat(beginning(file)).contains("moov").doesNotContain("Secret", "48.8");
        assertThat(tags(original)).contains("Secret");
        assertThat(tags(file)).doesNotContain("Secret", "48.8");
        assertThat(inPlace()).containsExactly("poster.jpg", "presentation.mp4");
        assertThat(contentType(ready.fileKey())).isEqualTo("video/mp4");
        assertThat(ready.posterKey()).isEqualTo("presentation_videos/" + place + "/poster.jpg");
        assertThat(contentType(ready.posterKey())).isEqualTo("image/jpeg");
        assertThat(posterShape()).isEqualTo("mjpeg,360,360");
    }

    @Test
    void keepsWebmAndMakesItSeekable() throws Exception {
        startProcess("veryfast");
        Path original = Clips.shared().file(Clip.RECORDER);

        upload(1, Files.readAllBytes(original), "webm", "webm");
        PresentationReady ready = (PresentationReady) await(Status.READY);

        assertThat(ready.duration()).isBetween(8.6, 9.0);
        assertThat(packets(stored("presentation.webm"))).isEqualTo(packets(original));
        assertThat(Clips.shared().probe(stored("presentation.webm"), "format=duration", "v"))
                .startsWith("8.");
    }

    @Test
    void encodesTheRest() throws Exception {
        startProcess("ultrafast");
        Path large = ffmpeg(
                Clips.shared().file(Clip.FAST_START),
                "large.mkv",
                "-t 2 -vf scale=1920:1440,setsar=1 -c:v mpeg4 -q:v 5 -c:a libmp3lame");

        upload(1, Files.readAllBytes(large), "matroska", "mp4");
        await(Status.READY);

        assertThat(Clips.shared().probe(stored("presentation.mp4"), "stream=codec_name,width,height,pix_fmt", "v"))
                .isEqualTo("h264,1440,1080,yuv420p");
        assertThat(Clips.shared().probe(stored("presentation.mp4"), "stream=codec_name", "a"))
                .isEqualTo("aac");
    }

    @Test
    void saysWhyAFileWillNeverPlay() throws Exception {
        startProcess("veryfast");

        upload(1, "not a video".getBytes(StandardCharsets.UTF_8), "mp4", "mp4");

        assertThat(((PresentationFailed) await(Status.FAILED)).code()).isEqualTo("media.not_media");
        assertThat(inPlace()).isEmpty();
    }

    @Test
    void playsTheNewestUploadWhateverCameBetween() throws Exception {
        startProcess("veryfast");
        byte[] webm = Files.readAllBytes(Clips.shared().file(Clip.RECORDER));
        byte[] mp4 = Files.readAllBytes(
                ffmpeg(Clips.shared().file(Clip.SILENT), "wide.mp4", "-vf setsar=1 -c:v libx264 -preset ultrafast"));
        upload(1, webm, "webm", "webm");
        await(Status.READY);
        assertThat(posterShape()).isEqualTo("mjpeg,360,360");

        upload(2, mp4, "mp4", "mp4");
        upload(3, mp4, "mp4", "mp4");
        upload(1, webm, "webm", "webm");
        await(Status.READY);

        assertThat(Objects.requireNonNull(presentation()).upload().version()).isEqualTo(3);
        assertThat(inPlace()).containsExactly("poster.jpg", "presentation.mp4");
        assertThat(Clips.shared().probe(stored("presentation.mp4"), "format=duration", "v"))
                .startsWith("10.");
        assertThat(posterShape()).isEqualTo("mjpeg,640,360");
    }

    @Test
    void playsWithoutAPosterWhatShowsNothing() throws Exception {
        startProcess("veryfast");
        Path noise = ffmpeg(Clips.shared().file(Clip.RECORDER), "noise.webm", "-c copy -bsf:v noise=amount=1");
        upload(1, Files.readAllBytes(Clips.shared().file(Clip.RECORDER)), "webm", "webm");
        assertThat(((PresentationReady) await(Status.READY)).posterKey()).isNotNull();

        upload(2, Files.readAllBytes(noise), "webm", "webm");
        PresentationReady ready = (PresentationReady) await(Status.READY);

        assertThat(ready.version()).isEqualTo(2);
        assertThat(ready.posterKey()).isNull();
        assertThat(inPlace()).containsExactly("presentation.webm");
    }

    @Test
    void finishesWhatAKilledProcessBegan() throws Exception {
        Path hard = ffmpeg(
                Clips.shared().file(Clip.FAST_START), "hard.mkv", "-vf scale=1920:1080,setsar=1 -c:v mpeg4 -q:v 5 -an");
        upload(1, Files.readAllBytes(hard), "matroska", "mp4");
        startProcess("placebo");
        Process process = started.get(0);
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> Objects.requireNonNull(presentation()).turn().attempts() == 1);
        Awaitility.await().atMost(LONG_ENOUGH).until(() -> workFoldersOf(process) > 0);

        process.destroyForcibly().waitFor();

        assertThat(Objects.requireNonNull(presentation()).status()).isEqualTo(Status.WAITING);
        startProcess("ultrafast");
        await(Status.READY);
        assertThat(Clips.shared().probe(stored("presentation.mp4"), "format=duration", "v"))
                .startsWith("9.4");
        assertThat(events()).hasSize(1);
        assertThat(inPlace()).containsExactly("poster.jpg", "presentation.mp4");
    }

    @Test
    void leavesNothingOfWhatIsRemoved() throws Exception {
        byte[] mp4 = Files.readAllBytes(Clips.shared().file(Clip.SILENT));
        String first = upload(1, mp4, "mp4", "mp4");
        startProcess("veryfast");
        await(Status.READY);
        assertThat(inPlace()).contains("poster.jpg");

        remove(first);
        awaitStatus(Status.GONE);
        assertThat(inPlace()).isEmpty();

        upload(2, mp4, "mp4", "mp4");
        remove(first);
        await(Status.READY);
        assertThat(inPlace()).containsExactly("poster.jpg", "presentation.mp4");
    }

    private String upload(long version, byte[] bytes, String container, String extension) {
        String id = UUID.randomUUID().toString();
        String key = "uploads/videos/" + id + "." + container;
        media().put(key, "video/mp4", bytes).block();
        StoredObject stored = Objects.requireNonNull(media().stat(key).block());
        PresentationUploaded event = new PresentationUploaded(
                place,
                version,
                id,
                key,
                stored.etag(),
                stored.size(),
                container,
                "presentation_videos/" + place + "/presentation." + extension,
                null);
        observer.getBean(Presentations.class).handle(event, Instant.now()).block();
        observer.getBean(Presentations.class).handle(event, Instant.now()).block();
        return id;
    }

    private void remove(String videoId) {
        PresentationsRemoved event = new PresentationsRemoved("c", 9, List.of(new RemovedPresentation(place, videoId)));
        observer.getBean(Presentations.class).handle(event, Instant.now()).block();
    }

    /** @return the last event */
    private Event await(Status wanted) {
        awaitStatus(wanted);
        List<Event> events = events();
        return events.get(events.size() - 1);
    }

    private void awaitStatus(Status wanted) {
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Objects.requireNonNull(presentation()).status() == wanted);
    }

    private Presentation presentation() {
        return Objects.requireNonNull(
                observer.getBean(Presentations.class).find(place).block());
    }

    private List<Event> events() {
        return PublishedEvents.of(Topics.TRANSCODES, place, Duration.ofSeconds(3)).stream()
                .map(PublishedEvents.Published::event)
                .toList();
    }

    private List<String> inPlace() {
        String folder = "presentation_videos/" + place + "/";
        return Objects.requireNonNull(media().list(folder)
                .map(found -> found.key().substring(folder.length()))
                .collectList()
                .block());
    }

    private Path stored(String name) throws IOException {
        byte[] bytes =
                media().bytes("presentation_videos/" + place + "/" + name).block();
        return Files.write(Files.createTempFile(Path.of("target"), "stored", name), Objects.requireNonNull(bytes));
    }

    private String posterShape() throws IOException {
        return Clips.shared().probe(stored("poster.jpg"), "stream=codec_name,width,height", "v");
    }

    private static @Nullable String contentType(@Nullable String key) {
        return Objects.requireNonNull(media().stat(Objects.requireNonNull(key)).block())
                .contentType();
    }

    private static ObjectStore media() {
        return observer.getBean(ObjectStores.class).media();
    }

    private static long packets(Path file) {
        return Clips.shared().probe(file, "packet=size", "v").lines().count();
    }

    private static String tags(Path file) {
        return Clips.shared().probe(file, "format_tags:stream_tags", "v");
    }

    private static String beginning(Path file) throws IOException {
        return new String(Files.readAllBytes(file), 0, 200, StandardCharsets.ISO_8859_1);
    }

    private static Path ffmpeg(Path input, String name, String options) {
        Path output = input.resolveSibling(name);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-i", input.toString()));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.add(output.toString());
        Clips.shared().ffmpeg(arguments);
        return output;
    }

    private static long workFoldersOf(Process process) throws IOException {
        if (!Files.isDirectory(SERVICE.workDir())) {
            return 0;
        }
        try (var folders = Files.list(SERVICE.workDir())) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("run-" + process.pid() + "-"))
                    .count();
        }
    }

    private void startProcess(String preset) throws IOException {
        started.add(SERVICE.startProcess("estrade.transcode.preset=" + preset));
    }
}
