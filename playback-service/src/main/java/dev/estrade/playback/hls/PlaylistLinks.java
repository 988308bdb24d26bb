package dev.estrade.playback.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the URIs of a playlist (RFC 8216) must carry. All name their generation: players keep what they read, and a lesson
 * whose video is replaced meanwhile must go on playing the old one with the old key.
 */
final class PlaylistLinks {
    private static final Pattern URI_ATTRIBUTE = Pattern.compile("(?<=[:,])URI=\"([^\"]*)\"");

    private PlaylistLinks() {}

    /** Relative, as stored. */
    static String forWeb(String playlist, String generation) {
        String query = query(generation);
        return rewritten(playlist, uri -> uri + query);
    }

    /**
     * Absolute and with a grant: native players drop headers on segments and pass no query on to relative URIs.
     *
     * @param address of the playlist itself, absolute
     */
    static String forNative(String playlist, String generation, URI address, String grant) {
        String query = query(generation) + "&token=" + grant;
        return rewritten(playlist, uri -> address.resolve(uri) + query);
    }

    private static String query(String generation) {
        return "?" + HlsController.GENERATION + "=" + URLEncoder.encode(generation, UTF_8);
    }

    private static String rewritten(String playlist, UnaryOperator<String> link) {
        return playlist.lines().map(line -> line(line, link)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String line, UnaryOperator<String> link) {
        if (line.isBlank()) {
            return line;
        }
        if (!line.startsWith("#")) {
            return link.apply(line);
        }
        return URI_ATTRIBUTE
                .matcher(line)
                .replaceAll(attribute -> Matcher.quoteReplacement("URI=\"" + link.apply(attribute.group(1)) + "\""));
    }
}
