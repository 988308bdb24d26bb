package dev.estrade.model;

import dev.estrade.catalog.formation.CatalogDoor.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A formation as its trainer knows it. */
final class Course {
    private final String id;
    private final String owner;
    private final List<Film> films = new ArrayList<>();
    private @Nullable Shown latest;
    private boolean acknowledged;
    private boolean deleting;
    private boolean deleted;
    private boolean changing;
    private boolean formed;

    Course(String id, String owner) {
        this.id = id;
        this.owner = owner;
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    /** A form names it, so it may come to be again. */
    void form() {
        formed = true;
    }

    boolean isFormed() {
        return formed;
    }

    /** It was answered that it exists. */
    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** The answer with the highest edition. */
    @Nullable
    Shown latest() {
        return latest;
    }

    void see(Shown shown) {
        if (latest == null || latest.edition() < shown.edition()) {
            latest = shown;
        }
    }

    /** These belong to it from now on. */
    void bring(List<Film> brought) {
        films.addAll(brought);
    }

    /** From now on its films may go. */
    void change() {
        changing = true;
        films.forEach(Film::letGo);
    }

    boolean isChanging() {
        return changing;
    }

    void delete() {
        deleting = true;
        change();
    }

    boolean isDeleting() {
        return deleting;
    }

    void deleted() {
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }
}
