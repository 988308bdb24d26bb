package dev.estrade.model;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/** What transcode-service promises about presentations: of each place the newest upload plays, unless it was removed. */
final class Converter {
    private static final int FAILS_PERCENT = 15;
    private static final int NO_POSTER_PERCENT = 20;

    private final Simulation simulation;
    private final MemoryStore store;
    private final Bus bus;
    private final Map<String, PresentationUploaded> newest = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Queue<PresentationUploaded> waiting = new ArrayDeque<>();

    /** What lies where: the file that plays, and mostly a poster. */
    private final Map<String, List<String>> playing = new TreeMap<>();

    Converter(Simulation simulation, MemoryStore store, Bus bus) {
        this.simulation = simulation;
        this.store = store;
        this.bus = bus;
    }

    void handle(Event event) {
        if (event instanceof PresentationUploaded uploaded) {
            PresentationUploaded known = newest.get(uploaded.place());
            if (known == null || known.version() < uploaded.version()) {
                newest.put(uploaded.place(), uploaded);
                waiting.add(uploaded);
            }
        } else if (event instanceof PresentationsRemoved gone) {
            gone.presentations().forEach(one -> {
                removed.add(one.videoId());
                PresentationUploaded known = newest.get(one.place());
                if (known != null && known.videoId().equals(one.videoId())) {
                    erase(one.place());
                }
            });
        }
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    void work() {
        PresentationUploaded upload = waiting.remove();
        String place = upload.place();
        if (newest.get(place) != upload || removed.contains(upload.videoId())) {
            return;
        }
        boolean missing = store.media(upload.objectKey()) == null;
        if (missing || simulation.choices().chance(FAILS_PERCENT)) {
            bus.append(new PresentationFailed(place, upload.version(), upload.videoId(), "transcode.failed", "No."));
            return;
        }
        erase(place);
        String poster =
                simulation.choices().chance(NO_POSTER_PERCENT) ? null : "presentation_videos/" + place + "/poster.jpg";
        store.put(MemoryStore.MEDIA, upload.fileKey(), new byte[] {1}, "video/mp4");
        if (poster != null) {
            store.put(MemoryStore.MEDIA, poster, new byte[] {1}, "image/jpeg");
        }
        playing.put(place, poster == null ? List.of(upload.fileKey()) : List.of(upload.fileKey(), poster));
        bus.append(new PresentationReady(place, upload.version(), upload.videoId(), upload.fileKey(), 1, 1.0, poster));
    }

    private void erase(String place) {
        List<String> keys = playing.remove(place);
        if (keys != null) {
            keys.forEach(store.bucket(MemoryStore.MEDIA)::remove);
        }
    }

    /** By place. */
    Map<String, List<String>> playing() {
        return playing;
    }
}
