package dev.estrade.upload.file;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** {@code waiting → completed → claimed}, or {@code failed}, or {@code cancelled}. */
public enum UploadStatus {
    WAITING,
    COMPLETED,
    CLAIMED,
    FAILED,
    CANCELLED;

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
