package dev.estrade.support.playbacktoken;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** {@code Authorization: Bearer} (RFC 6750). */
final class Bearer {
    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** Empty without the header; no text at all if it is sent twice or has another scheme. */
    static Optional<String> in(HttpHeaders request) {
        List<String> values = request.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0);
        boolean bearer = values.size() == 1 && value.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        return Optional.of(bearer ? value.substring(SCHEME.length()) : "");
    }
}
