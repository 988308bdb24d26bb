package dev.estrade.model;

import dev.estrade.catalog.formation.CatalogDoor.Shown;
import dev.estrade.catalog.formation.CatalogLedger.Row;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import java.util.Set;
import java.util.stream.Collectors;

/** What people were told must be true, and stay true until they ask for something else. */
final class Words {
    private final World world;
    private final Ledger ledger;
    private final Faults faults;

    Words(World world, Ledger ledger, Faults faults) {
        this.world = world;
        this.ledger = ledger;
        this.faults = faults;
    }

    /** Before anything expires. */
    void checkFilms(Iterable<Film> films) {
        films.forEach(film -> {
            Upload row = ledger.uploads().get(film.videoId());
            UploadStatus status = row == null ? UploadStatus.CANCELLED : row.status();
            if (film.isCompleted() && !film.mayGo()) {
                boolean there = status == UploadStatus.COMPLETED || status == UploadStatus.CLAIMED;
                faults.require(
                        there && world.store().media(film.objectKey()) != null, "film lost", film + " " + status);
            }
            if (film.mustGo()) {
                boolean gone = status.isTombstone() || row != null && row.isHeld();
                faults.require(gone, "refused film stays", film + " " + status);
            }
        });
    }

    void checkCourses(Iterable<Course> courses) {
        courses.forEach(course -> {
            Row row = ledger.whole(course.id());
            if (course.isAcknowledged() && !course.isDeleting()) {
                faults.require(row != null, "course lost", course.id());
            }
            if (course.isDeleted() && !course.isFormed()) {
                faults.require(row == null, "course not deleted", course.id());
            }
            Shown latest = course.latest();
            if (row != null && latest != null && !course.isDeleting()) {
                faults.require(row.edition() >= latest.edition(), "edition went back", row + " after " + latest);
                faults.require(
                        row.edition() != latest.edition()
                                || !course.isAcknowledged()
                                || videos(row).equals(videos(latest)),
                        "change undone",
                        row + " after " + latest);
            }
        });
    }

    /** A lesson's id is its own only within a module. */
    private static Set<String> videos(Row row) {
        return row.lessons().stream()
                .map(lesson -> lesson.rel().lessonId() + " " + lesson.videoId())
                .collect(Collectors.toSet());
    }

    private static Set<String> videos(Shown shown) {
        return shown.lessons().stream()
                .map(lesson -> lesson.id() + " " + lesson.videoId())
                .collect(Collectors.toSet());
    }
}
