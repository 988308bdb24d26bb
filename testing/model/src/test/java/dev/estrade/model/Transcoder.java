package dev.estrade.model;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What transcode-service promises about lessons, without its media work: a generation that was heard of is made unless it
 * was removed before, and one that was removed leaves nothing. It never dies here; its own tests kill it.
 */
final class Transcoder {
    private static final int FAILS_PERCENT = 15;

    private final Simulation simulation;
    private final MemoryStore store;
    private final Bus bus;
    private final Map<String, Generation> generations = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    Transcoder(Simulation simulation, MemoryStore store, Bus bus) {
        this.simulation = simulation;
        this.store = store;
        this.bus = bus;
    }

    enum Stage {
        QUEUED,
        ENCODING,
        READY,
        FAILED,
        REMOVED,
        KEYLESS,
        ERASED;

        private Stage next() {
            return values()[ordinal() + 1];
        }

        boolean isTombstone() {
            return compareTo(REMOVED) >= 0;
        }
    }

    /** @param original null if it was removed before it was heard of */
    record Generation(Rel rel, String id, @Nullable ClaimedUpload original, Stage stage, long version) {
        Generation to(Stage next) {
            return new Generation(rel, id, original, next, version + 1);
        }

        String name() {
            return rel + "@" + id;
        }

        String key() {
            return rel + "/" + id + ".key";
        }

        List<String> renditions() {
            String folder = "hls/" + rel + "/" + id + "/";
            return List.of(folder + "output.m3u8", folder + "480p/segment_000.ts");
        }
    }

    void handle(Event event) {
        if (event instanceof UploadsClaimed claimed) {
            claimed.uploads().forEach(this::heardOf);
        } else if (event instanceof LessonUploaded uploaded) {
            heardOf(uploaded.upload());
        } else if (event instanceof GenerationsRemoved removed) {
            removed.generations()
                    .forEach(one -> remove(new Generation(one.rel(), one.generation(), null, Stage.QUEUED, 0)));
        }
    }

    private void heardOf(ClaimedUpload upload) {
        Generation first = new Generation(upload.rel(), upload.videoId(), upload, Stage.QUEUED, 0);
        generations.putIfAbsent(first.name(), first);
    }

    private void remove(Generation unknown) {
        Generation known = generations.getOrDefault(unknown.name(), unknown);
        if (!known.stage().isTombstone()) {
            put(known.to(Stage.REMOVED));
        }
    }

    boolean isIdle() {
        return unfinished().findAny().isEmpty();
    }

    private Stream<Generation> unfinished() {
        return generations.values().stream()
                .filter(one ->
                        one.stage() != Stage.READY && one.stage() != Stage.FAILED && one.stage() != Stage.ERASED);
    }

    /** One piece of one generation's work. */
    void work() {
        Generation one = simulation.choices().of(unfinished().toList());
        switch (one.stage()) {
            case QUEUED -> begin(one);
            case ENCODING -> {
                one.renditions().forEach(key -> store.put(MemoryStore.MEDIA, key, new byte[] {1}, "video/mp2t"));
                put(one.to(Stage.READY));
                bus.append(new LessonReady(one.rel(), one.id(), one.version() + 1, 1.0, List.of(), null, null));
            }
            case REMOVED -> {
                store.bucket(MemoryStore.KEYS).remove(one.key());
                put(one.to(Stage.KEYLESS));
            }
            case KEYLESS -> {
                one.renditions().forEach(store.bucket(MemoryStore.MEDIA)::remove);
                put(one.to(Stage.ERASED));
                bus.append(new GenerationErased(one.rel(), one.id(), one.version() + 1));
            }
            default -> throw new IllegalStateException(one.toString());
        }
    }

    private void begin(Generation one) {
        ClaimedUpload original = one.original();
        MemoryStore.Blob found = original == null ? null : store.media(original.objectKey());
        boolean missing = original == null || found == null || !found.etag().equals(original.etag());
        if (missing) {
            faults.add("the original of " + one.name() + " is gone before it was transcoded");
        }
        if (missing || simulation.choices().chance(FAILS_PERCENT)) {
            put(one.to(Stage.FAILED));
            bus.append(new LessonFailed(one.rel(), one.id(), one.version() + 1, "transcode.failed", "No.", null));
            return;
        }
        store.put(MemoryStore.KEYS, one.key(), new byte[] {1}, "application/octet-stream");
        put(one.to(Stage.ENCODING));
    }

    private void put(Generation changed) {
        simulation.note("  transcoder: " + changed.name() + " " + changed.stage());
        generations.put(changed.name(), changed);
    }

    /** Generations that somebody needs. */
    List<Generation> living() {
        return generations.values().stream()
                .filter(one -> !one.stage().isTombstone())
                .toList();
    }

    List<String> faults() {
        return faults;
    }
}
