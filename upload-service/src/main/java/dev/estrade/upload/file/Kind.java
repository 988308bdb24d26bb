package dev.estrade.upload.file;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.support.sniff.Format;
import java.util.Locale;

/** What an upload is for. */
public enum Kind {
    /** With or without a picture: a lesson may be a podcast. */
    VIDEO,
    PHOTO;

    /** The first folder of its {@code file_key}. */
    public String folder() {
        return this == VIDEO ? "videos" : "photos";
    }

    boolean holds(Format format) {
        return (format.kind() == Format.Kind.PICTURE) == (this == PHOTO);
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
