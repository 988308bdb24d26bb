package dev.estrade.playback.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a client asks of an object. Not every store knows {@code If-Range}, and one that passes over it would give a part
 * of other bytes: so it is asked as {@code If-Match}, and a refusal means the whole object.
 */
record Conditions(
        @Nullable String range,
        @Nullable String version,
        @Nullable String ifNoneMatch) {

    static Conditions of(HttpHeaders asked) {
        String ifRange = asked.getFirst(HttpHeaders.IF_RANGE);
        boolean byVersion = ifRange == null || ifRange.startsWith("\"");
        String range = asked.getFirst(HttpHeaders.RANGE);
        // A date is weaker than our ETags, and whoever sends one may always be given everything.
        return range == null || !byVersion
                ? new Conditions(null, null, asked.getFirst(HttpHeaders.IF_NONE_MATCH))
                : new Conditions(range, ifRange, asked.getFirst(HttpHeaders.IF_NONE_MATCH));
    }

    Conditions withoutRange() {
        return new Conditions(null, null, ifNoneMatch);
    }

    void copyTo(HttpHeaders request) {
        set(request, HttpHeaders.RANGE, range);
        set(request, HttpHeaders.IF_MATCH, version);
        set(request, HttpHeaders.IF_NONE_MATCH, ifNoneMatch);
    }

    private static void set(HttpHeaders request, String name, @Nullable String value) {
        if (value != null) {
            request.set(name, value);
        }
    }
}
