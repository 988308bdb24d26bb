package dev.estrade.playback.hls;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a playlist that a native player can follow: RFC 8216 URIs become absolute and carry a grant, since such players
 * drop headers on segments and pass no query on to relative URIs.
 */
final class NativePlaylist {
    private static final Pattern URI_ATTRIBUTE = Pattern.compile("(?<=[:,])URI=\"([^\"]*)\"");

    private NativePlaylist() {}

    /** @param address of the playlist itself, absolute */
    static String of(String playlist, URI address, String grant) {
        return playlist.lines().map(line -> line(line, address, grant)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String line, URI address, String grant) {
        if (line.isBlank()) {
            return line;
        }
        if (!line.startsWith("#")) {
            return absolute(line, address, grant);
        }
        return URI_ATTRIBUTE
                .matcher(line)
                .replaceAll(attribute ->
                        Matcher.quoteReplacement("URI=\"" + absolute(attribute.group(1), address, grant) + "\""));
    }

    private static String absolute(String uri, URI address, String grant) {
        return address.resolve(uri) + "?token=" + grant;
    }
}
