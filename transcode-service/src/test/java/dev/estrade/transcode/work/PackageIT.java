package dev.estrade.transcode.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.SegmentWanted;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.encode.Clips;
import dev.estrade.transcode.encode.Clips.Clip;
import dev.estrade.transcode.encode.OddClips;
import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** What a ready lesson consists of, and what is made first of one that is not ready. */
@NullMarked
class PackageIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final ServiceUnderTest SERVICE =
            new ServiceUnderTest("package", "estrade.transcode.preset=veryslow", "estrade.transcode.encoders=1");
    private static final EventSender EVENTS = new EventSender();
    private static ConfigurableApplicationContext service = SERVICE.start();

    private final ObjectStore media = service.getBean(ObjectStores.class).media();

    @AfterAll
    static void close() {
        service.close();
        EVENTS.close();
        SERVICE.close();
    }

    @Test
    void saysWhatEveryRenditionCostsAndShowsItsPictures() throws Exception {
        Transcode lesson = ready(Clips.shared().file(Clip.FAST_START), "mp4");
        Plan plan = Objects.requireNonNull(lesson.plan());
        String folder = lesson.lesson().folder();

        for (String rung : List.of("360p", "240p")) {
            Matcher rates =
                    find("BANDWIDTH=(\\d+),AVERAGE-BANDWIDTH=(\\d+)[^\\n]*\\n" + rung, text(folder + "output.m3u8"));
            double peak = 0;
            long all = 0;
            for (int i = 0; i < plan.segments(); i++) {
                long bytes = size(folder + rung + "/segment_00" + i + ".ts");
                boolean counts = plan.duration(i) >= 2;
                peak = Math.max(
                        peak,
                        counts ? (bytes + size(folder + "audio/segment_00" + i + ".ts")) * 8 / plan.duration(i) : 0);
                all += bytes + size(folder + "audio/segment_00" + i + ".ts");
            }
            assertThat(Double.parseDouble(rates.group(1))).isBetween(peak, peak * 1.2);
            assertThat(Double.parseDouble(rates.group(2)))
                    .isBetween(all * 8 / plan.duration() - 2, all * 8 / plan.duration() + 2);
            assertThat(pictures(lesson, plan, rung)).isEqualTo(plan.segments());
        }
        byte[] sheet = Objects.requireNonNull(
                media.bytes(folder + "sprites/sheet_000.jpg").block());
        Path file = Files.write(Files.createTempFile(Path.of("target"), "sheet", ".jpg"), sheet);
        assertThat(Clips.shared().probe(file, "stream=codec_name,width,height", "v"))
                .isEqualTo("mjpeg,1600,1600");
        assertThat(text(folder + "sprites/thumbnails.vtt"))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nsheet_000.jpg#xywh=0,0,160,160\n")
                .contains("00:00:08.000 --> 00:00:09.400\nsheet_000.jpg#xywh=320,0,160,160\n");
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> service.getBean(ReactiveMongoOperations.class)
                        .findAll(Measures.Sizes.class)
                        .collectList()
                        .blockOptional()
                        .orElseThrow()
                        .isEmpty());
    }

    @Test
    void makesLessonsOfSoundAloneAndOfManyLanguages() throws Exception {
        Transcode sound = ready(Objects.requireNonNull(OddClips.sound().file()), "mp4");
        Transcode languages = ready(Objects.requireNonNull(OddClips.languages().file()), "matroska");

        assertThat(text(sound.lesson().folder() + "output.m3u8"))
                .contains("AVERAGE-BANDWIDTH=")
                .doesNotContain("RESOLUTION");
        assertThat(text(languages.lesson().folder() + "output.m3u8"))
                .contains("audio_1/index.m3u8", "subtitles_1/index.m3u8");
        assertThat(stored(languages)).contains("subtitles_1/segment_000.vtt", "audio_1/segment_000.ts");
    }

    @Test
    void encodesFirstWhatAViewerWaitsFor() throws Exception {
        ClaimedUpload upload = upload(Clips.shared().file(Clip.MINUTE), "mp4");
        await(upload, lesson -> lesson.status() == Status.PLAYABLE);

        EVENTS.send(UUID.randomUUID().toString(), new SegmentWanted(upload.rel(), upload.videoId(), "360p", 13));

        Transcode asked = await(upload, lesson -> isDone(lesson, "360p", 13));
        assertThat(isDone(asked, "240p", 13) || isDone(asked, "360p", 12) || isDone(asked, "360p", 14))
                .as("made with others")
                .isFalse();
        await(upload, lesson -> lesson.status() == Status.READY);
    }

    private static boolean isDone(Transcode lesson, String rung, int segment) {
        return lesson.queue().done().getOrDefault(rung, SegmentSet.EMPTY).contains(segment);
    }

    /** How many of the I-frame playlist's ranges hold exactly one picture. Read as RFC 8216, section 6.3.6 tells players. */
    private int pictures(Transcode lesson, Plan plan, String rung) throws Exception {
        String folder = lesson.lesson().folder() + rung + "/";
        SegmentCipher cipher = Objects.requireNonNull(
                service.getBean(Shelf.class).cipher(lesson.lesson()).block());
        Set<String> alone = new HashSet<>();
        Matcher range = Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@0\\n(segment_(\\d+)\\.ts)")
                .matcher(text(folder + "iframes.m3u8"));
        while (range.find()) {
            int length = Integer.parseInt(range.group(1));
            Segment segment = new Segment(lesson.lesson(), plan, cipher, rung, Integer.parseInt(range.group(3)));
            byte[] picture = Objects.requireNonNull(
                    service.getBean(Shelf.class).readStart(segment, length).block());
            Path file = Files.write(Files.createTempFile(Path.of("target"), "picture", ".ts"), picture);
            if (Clips.shared()
                    .probe(file, "frame=pict_type", "v")
                    .strip()
                    .replace(",", "")
                    .equals("I")) {
                alone.add(range.group(2));
            }
        }
        return alone.size();
    }

    private Transcode ready(Path file, String container) throws Exception {
        return await(upload(file, container), lesson -> lesson.status() == Status.READY);
    }

    private ClaimedUpload upload(Path file, String container) throws Exception {
        String id = UUID.randomUUID().toString();
        String key = "uploads/videos/" + id + ".mp4";
        media.put(key, "video/mp4", Files.readAllBytes(file)).block();
        StoredObject stored = Objects.requireNonNull(media.stat(key).block());
        Rel rel = new Rel("trainer", "c1", "m1", "l-" + id);
        ClaimedUpload upload = new ClaimedUpload(id, rel, "l.mp4", key, stored.etag(), stored.size(), container);
        EVENTS.send(UUID.randomUUID().toString(), new LessonUploaded(1, "trainer", upload));
        return upload;
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

    private List<String> stored(Transcode lesson) {
        String folder = lesson.lesson().folder();
        return media.list(folder)
                .map(found -> found.key().substring(folder.length()))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private String text(String key) {
        return new String(Objects.requireNonNull(media.bytes(key).block()), UTF_8);
    }

    private long size(String key) {
        return Objects.requireNonNull(media.stat(key).block()).size();
    }

    private static Matcher find(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found;
    }
}
