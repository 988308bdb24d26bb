package dev.estrade.model;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/** What transcode-service promises about presentations: of each place the newest upload plays, unless it was removed. */
final class Converter {
    private static final int FAILS_PERCENT = 15;

    private final Simulation simulation;
    private final MemoryStore store;
    private final Bus bus;
    private final Map<String, PresentationUploaded> newest = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Queue<PresentationUploaded> waiting = new ArrayDeque<>();

    /** What plays where. */
    private final Map<String, String> playing = new TreeMap<>();

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
        store.put(MemoryStore.MEDIA, upload.fileKey(), new byte[] {1}, "video/mp4");
        playing.put(place, upload.fileKey());
        bus.append(new PresentationReady(place, upload.version(), upload.videoId(), upload.fileKey(), 1, 1.0, null));
    }

    private void erase(String place) {
        String key = playing.remove(place);
        if (key != null) {
            store.bucket(MemoryStore.MEDIA).remove(key);
        }
    }

    /** By place. */
    Map<String, String> playing() {
        return playing;
    }
}
