package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.Event;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.store.ObjectStores;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** What the other services would have published and stored. */
@TestComponent
class Lessons {
    static final String GENERATION = "g1";
    static final byte[] SEGMENT = "ciphertext of a segment".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventPublisher events;
    private final ObjectStores stores;
    private final ContentKeys keys;

    Lessons(EventPublisher events, ObjectStores stores, ContentKeys keys) {
        this.events = events;
        this.stores = stores;
        this.keys = keys;
    }

    void publish(Event event) {
        events.publish(OutgoingEvent.of(event)).block(PATIENCE);
    }

    /** A formation of one lesson; nothing of the lesson is encoded. */
    Rel published(String formation, boolean open) {
        Rel rel = new Rel("trainer", formation, "m1", "l1");
        publish(new FormationPublished(formation, 2, "trainer", open, List.of(rel), false));
        return rel;
    }

    /** A video that was uploaded for the lesson, as it was claimed. */
    ClaimedUpload uploaded(Rel rel, String videoId, String filename, byte[] content) {
        String key = "uploads/videos/" + UUID.randomUUID() + ".mp4";
        object(key, content);
        ClaimedUpload upload = new ClaimedUpload(videoId, rel, filename, key, etag(key), content.length, "mp4");
        publish(new LessonUploaded(1, "trainer", upload));
        return upload;
    }

    void enrolled(String formation, String userId) {
        publish(new EnrolmentChanged(formation, userId, 1, true));
    }

    /** Playlists, the key and the first segment. */
    byte[] playable(Rel rel) {
        return playable(rel, GENERATION, SEGMENT);
    }

    byte[] playable(Rel rel, String generation, byte[] content) {
        put(rel, generation, "output.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n480p/index.m3u8\n");
        put(
                rel,
                generation,
                "480p/index.m3u8",
                "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"../enc.key\",IV=0x00\nsegment_000.ts\nsegment_001.ts\n");
        object("hls/" + rel + "/" + generation + "/480p/segment_000.ts", content);
        byte[] key = keys.create(rel, generation).block(PATIENCE);
        publish(new LessonPlayable(rel, generation, 4, 60, null));
        return key == null ? new byte[0] : key;
    }

    void ready(Rel rel) {
        publish(new LessonReady(rel, GENERATION, 9, 60, List.of(), "trainer", null));
    }

    /** Ready, with the pictures of a seek bar. */
    void ready(Rel rel, String generation, byte[] sheet) {
        put(
                rel,
                generation,
                "sprites/thumbnails.vtt",
                "WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nsheet_000.jpg#xywh=0,0,160,90\n");
        object("hls/" + rel + "/" + generation + "/sprites/sheet_000.jpg", sheet);
        publish(new LessonReady(rel, generation, 9, 60, List.of(), "trainer", null));
    }

    void segment(Rel rel, int number) {
        object("hls/" + rel + "/" + GENERATION + "/480p/segment_00" + number + ".ts", SEGMENT);
    }

    /** Its type in the store means nothing. */
    void object(String key, byte[] content) {
        object(key, "video/mp4", content);
    }

    void object(String key, String contentType, byte[] content) {
        stores.media().put(key, contentType, content).block(PATIENCE);
    }

    /** Without quotes. */
    String etag(String key) {
        return stores.media().stat(key).blockOptional(PATIENCE).orElseThrow().etag();
    }

    void put(Rel rel, String generation, String file, String text) {
        object("hls/" + rel + "/" + generation + "/" + file, text.getBytes(UTF_8));
    }
}
