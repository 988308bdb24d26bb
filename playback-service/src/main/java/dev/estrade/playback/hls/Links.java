package dev.estrade.playback.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.function.UnaryOperator;

/**
 * What the addresses that players read in a lesson's files must carry. All name their generation: players keep what they
 * read, and a lesson whose video is replaced meanwhile must go on playing the old one with the old key.
 */
final class Links {
    private Links() {}

    /** For web players: relative, as stored. */
    static UnaryOperator<String> relative(String generation) {
        String query = query(generation);
        return uri -> uri + query;
    }

    /** The same with a grant, so that a header is needed to open the lesson only. */
    static UnaryOperator<String> relative(String generation, String grant) {
        String query = query(generation) + "&token=" + grant;
        return uri -> uri + query;
    }

    /**
     * For native players, absolute and with a grant: they drop headers on segments and pass no query on to relative URIs.
     *
     * @param address of the file that is read, absolute
     */
    static UnaryOperator<String> absolute(String generation, URI address, String grant) {
        String query = query(generation) + "&token=" + grant;
        return uri -> address.resolve(uri) + query;
    }

    private static String query(String generation) {
        return "?" + HlsController.GENERATION + "=" + URLEncoder.encode(generation, UTF_8);
    }
}
