package dev.estrade.support.playbacktoken;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * {@code /api/download/<user_id>/<filename>}. Both are any text: each is percent-encoded as one segment (RFC 3986), and
 * decoded once.
 */
public record DownloadPath(String userId, String filename) {
    private static final Pattern PATH = Pattern.compile("/api/download/([^/;]+)/([^/;]+)");

    /** @param path as it was sent; empty if it is no such path */
    public static Optional<DownloadPath> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DownloadPath(decoded(matcher.group(1)), decoded(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it is sent. */
    public String encoded() {
        return "/api/download/" + UriUtils.encode(userId, UTF_8) + "/" + UriUtils.encode(filename, UTF_8);
    }

    private static String decoded(String segment) {
        return UriUtils.decode(segment, UTF_8);
    }
}
