package dev.estrade.generation.ingest;

import dev.estrade.generation.job.NamedResult;
import org.jspecify.annotations.Nullable;

/** What the bytes say of a result, or else the backend; null where nobody does. */
record Facts(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double duration) {
    static final Facts NONE = new Facts(null, null, null);

    static Facts size(int width, int height) {
        return width > 0 && height > 0 ? new Facts(width, height, null) : NONE;
    }

    Facts or(NamedResult named) {
        boolean sized = width != null && height != null;
        return new Facts(
                sized ? width : named.width(),
                sized ? height : named.height(),
                duration != null ? duration : named.duration());
    }
}
