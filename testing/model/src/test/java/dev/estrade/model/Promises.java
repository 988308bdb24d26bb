package dev.estrade.model;

import dev.estrade.catalog.formation.CatalogLedger.LessonRow;
import dev.estrade.catalog.formation.CatalogLedger.PresentationRow;
import dev.estrade.catalog.formation.CatalogLedger.Row;
import dev.estrade.model.Transcoder.Generation;
import dev.estrade.model.Transcoder.Stage;
import dev.estrade.upload.claim.ClaimLedger;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be true when nothing is under way any more, and everything that may expire has. */
final class Promises {
    private final World world;
    private final Ledger ledger;
    private final Faults faults;

    Promises(World world, Ledger ledger, Faults faults) {
        this.world = world;
        this.ledger = ledger;
        this.faults = faults;
    }

    void check() {
        nothingWaits();
        ledger.whole().forEach(this::isWhole);
        onlyTheWholeHoldAnything();
        bucketEqualsRows();
        world.transcoder().faults().forEach(fault -> faults.add("original lost", fault));
    }

    /** Also true before anything expires. */
    void nothingWaits() {
        faults.require(ledger.pending() == 0, "pending events", ledger.pending() + " documents have some");
        ledger.formations().forEach(row -> {
            faults.require(!row.waits(), "open draft", row.toString());
            faults.require(!row.state().equals("SUBMITTED"), "submitted for ever", row.toString());
        });
        ledger.claims().values().forEach(claim -> {
            faults.require(!claim.open(), "claiming for ever", claim.toString());
            faults.require(claim.followedUp(), "claim not followed up", claim.toString());
        });
    }

    private void isWhole(Row formation) {
        formation.lessons().forEach(lesson -> videos(lesson).forEach(video -> hasVideo(formation, lesson, video)));
        formation.presentations().forEach((place, presentation) -> {
            boolean ready = presentation.status().equals("READY");
            faults.require(
                    ready || presentation.status().equals("FAILED"),
                    "presentation never ends",
                    place + " " + presentation);
            faults.require(
                    !ready
                            || presentation
                                    .objects()
                                    .allMatch(key -> world.store().media(key) != null),
                    "presentation without object",
                    place + " " + presentation);
        });
    }

    private void hasVideo(Row formation, LessonRow lesson, String videoId) {
        Upload upload = ledger.uploads().get(videoId);
        String what = lesson.rel() + " " + videoId;
        if (upload == null || upload.status() != UploadStatus.CLAIMED) {
            faults.add("lesson without claimed video", what + ": " + (upload == null ? "no row" : upload.state()));
            return;
        }
        String holder = String.valueOf(upload.state().holder());
        faults.require(isHeldFor(formation, lesson, holder), "video held by another", what + ": " + holder);
        MemoryStore.Blob object = world.store().media(upload.objectKey());
        faults.require(
                object != null && object.etag().equals(upload.verified().etag()), "lesson without original", what);
        boolean known = world.transcoder().living().stream()
                .anyMatch(one -> one.rel().equals(lesson.rel()) && one.id().equals(videoId));
        faults.require(known, "lesson without generation", what);
    }

    private boolean isHeldFor(Row formation, LessonRow lesson, String holder) {
        ClaimLedger.Row claim = ledger.claims().get(holder);
        return claim == null
                ? holder.equals(lesson.rel().toString())
                : claim.holds() && claim.formationId().equals(formation.id());
    }

    private void onlyTheWholeHoldAnything() {
        Map<String, String> lessonOf = new HashMap<>();
        ledger.whole().stream()
                .flatMap(row -> row.lessons().stream())
                .forEach(lesson -> videos(lesson).forEach(video -> {
                    String other = lessonOf.putIfAbsent(video, lesson.rel().toString());
                    faults.require(
                            other == null, "video in two lessons", video + ": " + other + " and " + lesson.rel());
                }));
        ledger.uploads().values().forEach(upload -> {
            faults.require(upload.status().isHeld(), "upload left", upload.id() + " " + upload.state());
            faults.require(
                    !upload.status().isHeld() || lessonOf.containsKey(upload.id()),
                    "held for nothing",
                    upload.id() + " " + upload.state());
        });
        ledger.claims().values().stream()
                .filter(ClaimLedger.Row::holds)
                .forEach(claim -> faults.require(
                        ledger.whole(claim.formationId()) != null, "claim of nothing", claim.toString()));
        world.transcoder()
                .living()
                .forEach(one -> faults.require(
                        one.rel().toString().equals(lessonOf.get(one.id())), "generation of nothing", one.name()));
    }

    private static Stream<String> videos(LessonRow lesson) {
        return Stream.concat(lesson.replaced().stream(), Stream.of(lesson.videoId()));
    }

    private void bucketEqualsRows() {
        Set<String> media = new TreeSet<>();
        ledger.uploads().values().forEach(upload -> media.add(upload.objectKey()));
        world.transcoder().living().stream()
                .filter(one -> one.stage() == Stage.READY)
                .flatMap(one -> one.renditions().stream())
                .forEach(media::add);
        ledger.whole().stream()
                .flatMap(row -> row.presentations().values().stream())
                .filter(one -> one.status().equals("READY"))
                .flatMap(PresentationRow::objects)
                .forEach(media::add);
        // What played there before stays when its successor cannot be converted.
        ledger.whole().stream()
                .flatMap(row -> row.presentations().keySet().stream())
                .flatMap(place -> world.converter().playing().getOrDefault(place, List.of()).stream())
                .forEach(media::add);
        Set<String> keys = world.transcoder().living().stream()
                .filter(one -> one.stage() == Stage.READY)
                .map(Generation::key)
                .collect(Collectors.toSet());
        same("media", media, world.store().bucket(MemoryStore.MEDIA).keySet());
        same("keys", keys, world.store().bucket(MemoryStore.KEYS).keySet());
    }

    private void same(String bucket, Set<String> rows, Set<String> objects) {
        objects.stream()
                .filter(key -> !rows.contains(key))
                .forEach(key -> faults.add("orphan object", bucket + " " + key));
        rows.stream()
                .filter(key -> !objects.contains(key))
                .forEach(key -> faults.add("row without object", bucket + " " + key));
    }
}
