package dev.estrade.upload.file;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** See {@link Upload}. */
public enum UploadStatus {
    WAITING,
    COMPLETED,
    CLAIMED,
    SAVED,
    FAILED,
    CANCELLED,
    EXPIRED;

    /** Something needs its bytes for as long as it exists; {@link Upload#isHeld} tells of those that are lent, too. */
    public boolean isHeld() {
        return this == CLAIMED || this == SAVED;
    }

    /** Its bytes are gone, or going. */
    public boolean isTombstone() {
        return this == FAILED || this == CANCELLED || this == EXPIRED;
    }

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
