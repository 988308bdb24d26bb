package dev.estrade.playback.hls;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The URIs of a playlist (RFC 8216). */
final class PlaylistLinks {
    private static final Pattern URI_ATTRIBUTE = Pattern.compile("(?<=[:,])URI=\"([^\"]*)\"");

    private PlaylistLinks() {}

    static String rewritten(String playlist, UnaryOperator<String> link) {
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
