package dev.estrade.transcode.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.PublishedEvents;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.live.Recording.Stage;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.work.Workforce;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Recordings that arrive in chunks play meanwhile and become one video, on real servers, also when a process is killed. */
@NullMarked
class LiveIT {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final int CHUNKS = 12;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ServiceUnderTest SERVICE = new ServiceUnderTest("live", "ESTRADE_TRANSCODE_LIVES=2");

    /** Sees everything and does no work: the workers are processes. */
    private static ConfigurableApplicationContext observer = SERVICE.start("spring.kafka.listener.auto-startup=false");

    private static @Nullable Process worker;

    private final String liveId = UUID.randomUUID().toString();
    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void idle() {
        observer.getBeansOfType(Workforce.class).values().forEach(Workforce::stop);
    }

    @BeforeEach
    void work() throws IOException {
        if (worker == null || !worker.isAlive()) {
            worker = SERVICE.startProcess("estrade.transcode.preset=ultrafast");
        }
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(worker).destroyForcibly();
        observer.close();
        SERVICE.close();
    }

    /** Out of order, repeated, and while it is played; the end comes when all is there. */
    @Test
    void playsWhileItArrivesAndBecomesOneVideo() throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().file(Clip.RECORDING)));
        start();
        put(chunks, 1, 0, 2, 2, 4, 3, 0, 5, 6);

        String begun = playlist(text -> text.contains("#EXTINF"));
        assertThat(begun).contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("ENDLIST");
        String multivariant = Awaitility.await().until(() -> stored(stream() + "output.m3u8"), text -> !text.isEmpty());
        assertThat(multivariant).contains("360p/index.m3u8", "RESOLUTION=360x360");
        put(chunks, 8, 7, 9, 11, 10);
        end(CHUNKS, CHUNKS);

        String whole = playlist(text -> text.contains("#EXT-X-ENDLIST"));
        assertThat(whole).contains("#EXT-X-PLAYLIST-TYPE:VOD", segments(begun));
        assertThat(seconds(whole)).isEqualTo(24, within(0.2));
        assertPlays(whole, 24);
        assertThat(original(Stage.JOINED)).isEqualTo(24, within(0.1));
        LessonReady ready = awaitReady();
        assertThat(ready.duration()).isEqualTo(24, within(0.1));
        assertThat(events(LivePlace.stream(liveId).toString()))
                .extracting(Event::getClass)
                .containsExactly(LessonPlayable.class, LessonReady.class);
        assertThat(events(id)).filteredOn(RecordingAssembled.class::isInstance).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDER_VP9", "RECORDER_H264"})
    void takesWhatBrowsersWrite(Clip clip) throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().file(clip)));
        start();
        put(chunks, IntStream.range(0, CHUNKS).toArray());
        playlist(text -> text.contains("#EXTINF"));
        end(CHUNKS, CHUNKS);

        assertThat(original(Stage.JOINED)).isEqualTo(6.4, within(0.1));
        assertThat(awaitReady().duration()).isEqualTo(6.4, within(0.1));
    }

    @Test
    void bridgesWhatIsLost() throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().file(Clip.RECORDING)));
        start();
        put(chunks, 0, 1, 2, 3, 6, 7, 8, 10, 11);
        end(9, CHUNKS);

        original(Stage.JOINED);
        LessonReady ready = awaitReady();
        // What is missing in the middle is filled, so that everything else stays where it was.
        assertThat(ready.duration()).isEqualTo(24, within(0.5));
        assertThat(ready.renditions()).isNotEmpty();
    }

    @Test
    void goesOnWhenAProcessIsKilled() throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().file(Clip.RECORDING)));
        start();
        put(chunks, 0, 1, 2, 3, 4, 5);
        String begun = playlist(text -> text.split("#EXTINF", -1).length > 3);
        Objects.requireNonNull(worker).destroyForcibly().waitFor();
        put(chunks, 6, 7, 8, 9);
        work();
        String continued = playlist(text -> text.contains("#EXT-X-DISCONTINUITY"));
        put(chunks, 10, 11);
        end(CHUNKS, CHUNKS);

        assertThat(continued).contains(segments(begun));
        String whole = playlist(text -> text.contains("#EXT-X-ENDLIST"));
        // Nothing is played twice, nothing is left out.
        assertThat(seconds(whole)).isEqualTo(24, within(0.3));
        assertPlays(whole, seconds(whole));
        assertThat(original(Stage.JOINED)).isEqualTo(24, within(0.1));
    }

    @Test
    void fitsPicturesWhoseSizeChanges() throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().resized()));
        start();
        put(chunks, IntStream.range(0, CHUNKS).toArray());
        end(CHUNKS, CHUNKS);

        LessonReady ready = awaitReady();

        assertThat(ready.duration()).isEqualTo(14.8, within(0.3));
        assertThat(ready.renditions().get(0).width()).isEqualTo(360);
        Path last = clear(recording().rel(), id, "360p", "segment_003.ts", 3);
        assertThat(Clips.shared().columns(last))
                .as("left, middle, right")
                .satisfiesExactly(
                        left -> assertThat(left).isLessThan(20),
                        middle -> assertThat(middle).isGreaterThan(235),
                        right -> assertThat(right).isLessThan(20));
    }

    @Test
    void putsLargeFilesInParts() throws IOException {
        byte[] bytes = new byte[(11 << 20) + 7];
        new Random(3).nextBytes(bytes);
        Path file = Files.write(Files.createTempFile(Path.of("target"), "large", ".bin"), bytes);
        ObjectStore media = observer.getBean(ObjectStores.class).media();
        String key = "hls/live/" + id + ".bin";
        media.multipart().begin(key, "video/x-matroska").block();

        new LargeFiles(media, 5 << 20).put(key, "video/x-matroska", file).block();

        StoredObject stored = Objects.requireNonNull(media.stat(key).block());
        assertThat(media.range(key, 0, bytes.length - 1, stored.etag()).block()).isEqualTo(bytes);
        assertThat(stored.size()).isEqualTo(bytes.length);
        assertThat(media.multipart().unfinished(key).collectList().block())
                .as("what an attempt before it left")
                .isEmpty();
    }

    @Test
    void saysWhatCannotBeRead() throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().file(Clip.RECORDER)));
        start();
        put(chunks, 1, 2, 3);
        end(3, 4);

        await(Stage.FAILED);
        assertThat(events(recording().rel().toString()))
                .filteredOn(LessonFailed.class::isInstance)
                .extracting(event -> ((LessonFailed) event).code())
                .containsExactly("media.not_media");
        assertThat(observer.getBean(ObjectStores.class)
                        .media()
                        .list(RecordingStarted.folder(id))
                        .count()
                        .block())
                .as("kept for whoever can")
                .isEqualTo(3);
    }

    @Test
    void keepsNothingOfNothing() {
        start();
        end(0, 0);

        await(Stage.JOINED);
        assertThat(observer.getBean(ObjectStores.class)
                        .media()
                        .list("hls/live/live/" + liveId)
                        .count()
                        .block())
                .isZero();
    }

    @Test
    void stopsWhenNobodyNeedsIt() throws Exception {
        List<byte[]> chunks = chunks(Files.readAllBytes(Clips.shared().file(Clip.RECORDER)));
        start();
        put(chunks, 0, 1, 2, 3, 4, 5, 6, 7);
        playlist(text -> text.contains("#EXTINF"));

        Rel stream = LivePlace.stream(liveId);
        publish(new GenerationsRemoved(
                liveId,
                3,
                List.of(
                        new RemovedGeneration(stream, id),
                        new RemovedGeneration(recording().rel(), id))));

        await(Stage.REMOVED);
        ObjectStore media = observer.getBean(ObjectStores.class).media();
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> Long.valueOf(0)
                        .equals(media.list("hls/" + stream).count().block()));
        assertThat(observer.getBean(ContentKeys.class).read(stream, id).blockOptional())
                .isEmpty();
    }

    private void start() {
        publish(new RecordingStarted(id, 0, liveId, "trainer", "video/webm;codecs=vp8,opus"));
    }

    private void end(int chunks, int length) {
        publish(new RecordingEnded(id, 1, liveId, "trainer", chunks, length, 1_000_000, true));
    }

    private static void publish(Event event) {
        observer.getBean(EventPublisher.class).publish(OutgoingEvent.of(event)).block();
    }

    /** Anywhere, as browsers cut. */
    private static List<byte[]> chunks(byte[] whole) {
        int[] bounds =
                new Random(5).ints(CHUNKS - 1L, 1000, whole.length).sorted().toArray();
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        for (int bound : bounds) {
            chunks.add(Arrays.copyOfRange(whole, from, bound));
            from = bound;
        }
        chunks.add(Arrays.copyOfRange(whole, from, whole.length));
        return Collections.unmodifiableList(chunks);
    }

    /** As browsers do, whose type for a recording is none by the rules of HTTP. */
    private void put(List<byte[]> chunks, int... numbers) throws IOException, InterruptedException {
        ObjectStore media = observer.getBean(ObjectStores.class).media();
        for (int number : numbers) {
            URI url = media.presignPut(RecordingStarted.chunkKey(id, number), LONG_ENOUGH, Map.of());
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "video/webm;codecs=vp8,opus")
                    .PUT(BodyPublishers.ofByteArray(chunks.get(number)))
                    .build();
            assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private Recording recording() {
        return Objects.requireNonNull(
                observer.getBean(Recordings.class).find(id).block());
    }

    private void await(Stage stage) {
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> observer.getBean(Recordings.class)
                        .find(id)
                        .filter(found -> found.stage() == stage)
                        .hasElement()
                        .block());
    }

    /** @return seconds of the joined file */
    private double original(Stage stage) throws IOException {
        await(stage);
        byte[] bytes = observer.getBean(ObjectStores.class)
                .media()
                .bytes("hls/" + recording().rel() + "/" + id + "/original.mkv")
                .block();
        Path file =
                Files.write(Files.createTempFile(Path.of("target"), "joined", ".mkv"), Objects.requireNonNull(bytes));
        return Double.parseDouble(Clips.shared().probe(file, "format=duration", "v:0"));
    }

    private LessonReady awaitReady() {
        await(Stage.JOINED);
        String rel = recording().rel().toString();
        return Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(
                        () -> events(rel).stream()
                                .filter(LessonReady.class::isInstance)
                                .findFirst(),
                        Optional::isPresent)
                .map(LessonReady.class::cast)
                .orElseThrow();
    }

    private String stream() {
        return "hls/" + LivePlace.stream(liveId) + "/" + id + "/";
    }

    private String playlist(Predicate<String> wanted) {
        return Awaitility.await().atMost(LONG_ENOUGH).until(() -> stored(stream() + "360p/index.m3u8"), wanted);
    }

    private static String stored(String key) {
        return observer.getBean(ObjectStores.class)
                .media()
                .bytes(key)
                .map(bytes -> new String(bytes, UTF_8))
                .blockOptional()
                .orElse("");
    }

    /** What an EVENT says once, it goes on to say. */
    private static String segments(String playlist) {
        return playlist.substring(playlist.indexOf("#EXT-X-TARGETDURATION"));
    }

    private static double seconds(String playlist) {
        return playlist.lines()
                .filter(line -> line.startsWith("#EXTINF:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(8, line.length() - 1)))
                .sum();
    }

    private static int packets(Path segment, String stream) {
        return (int)
                Clips.shared().probe(segment, "packet=size", stream).lines().count();
    }

    /** As a player: every segment, decrypted with the IV that the playlist gives. */
    private void assertPlays(String playlist, double seconds) throws IOException {
        List<String> lines = playlist.lines().toList();
        int frames = 0;
        int sounds = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("segment_")) {
                int number = Integer.parseInt(lines.get(i).replaceAll("\\D", ""));
                assertThat(lines.get(i - 2)).endsWith("IV=0x%032x".formatted(number));
                Path clear = clear(LivePlace.stream(liveId), id, "360p", lines.get(i), number);
                frames += packets(clear, "v:0");
                sounds += packets(clear, "a:0");
            }
        }
        assertThat(frames / 30.0).isEqualTo(seconds, within(0.3));
        assertThat(sounds * 1024 / 48_000.0).as("sound").isEqualTo(seconds, within(0.3));
    }

    private static Path clear(Rel rel, String generation, String rendition, String name, int number)
            throws IOException {
        String key = "hls/" + rel + "/" + generation + "/" + rendition + "/" + name;
        byte[] stored = Objects.requireNonNull(
                observer.getBean(ObjectStores.class).media().bytes(key).block());
        byte[] contentKey = Objects.requireNonNull(
                observer.getBean(ContentKeys.class).read(rel, generation).block());
        byte[] clear = new SegmentCipher(contentKey).decrypt(stored, Renditions.iv(number));
        return Files.write(Files.createTempFile(Path.of("target"), "segment", ".ts"), clear);
    }

    private static List<Event> events(String aggregate) {
        return PublishedEvents.of(Topics.TRANSCODES, aggregate, Duration.ofSeconds(1)).stream()
                .map(PublishedEvents.Published::event)
                .toList();
    }
}
