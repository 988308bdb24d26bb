package dev.estrade.gateway.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.playbacktoken.HlsPath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells plain paths from tricks. A path is routed only if every reader of it, here and behind, must read the same:
 * nothing encoded that means something, nothing doubled or dotted, no path parameters.
 */
final class PlainPath {
    /** Visible ASCII but for the characters that are tricks or no path at all. */
    private static final Pattern CHARACTERS = Pattern.compile("/[!-~&&[^\\\\;?#\"<>^`{|}]]*");

    private static final Pattern DOTS_OR_NOTHING = Pattern.compile("//|/\\.+(?:/|$)");
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    /** Their names are ours, so nothing in them needs an escape. */
    private static final List<String> NEVER_ESCAPED_BELOW = List.of("/presentation_videos/", "/media/", "/studio/");

    /** Separators, and RFC 3986's unreserved characters, whose escapes mean the same as they do. */
    private static final String NEVER_ESCAPED_CHARACTERS =
            "/\\%;.-_~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** The last segment is a trainer's file name, which may hold any character but a separator. */
    private static final Pattern OF_A_FILE = Pattern.compile("(/api/(?:get-download-token|download)/[^/]+/)([^/]+)");

    /** Not a percent sign that makes a separator, a dot or an end for whoever decodes twice. */
    private static final Pattern TEXT_IN_NAMES = Pattern.compile("%3[Bb]|%25(?!2[EeFf5]|5[Cc]|7[Ff]|[01][0-9A-Fa-f])");

    private PlainPath() {}

    /** @param path as it was sent */
    static boolean is(String path) {
        // The folders themselves, too.
        if (HlsPath.covers(path + "/")) {
            return HlsPath.parse(path).isPresent();
        }
        if (!CHARACTERS.matcher(path).matches() || DOTS_OR_NOTHING.matcher(path).find()) {
            return false;
        }
        return path.indexOf('%') < 0
                || (NEVER_ESCAPED_BELOW.stream().noneMatch(path::startsWith)
                        && escapesAreText(withoutTextInNames(path)));
    }

    private static String withoutTextInNames(String path) {
        Matcher file = OF_A_FILE.matcher(path);
        return file.matches()
                ? file.group(1) + TEXT_IN_NAMES.matcher(file.group(2)).replaceAll("_")
                : path;
    }

    /** Whether the escapes are well-formed UTF-8 that hides no character with a meaning. */
    private static boolean escapesAreText(String path) {
        return ESCAPES.matcher(path).replaceAll("").indexOf('%') < 0
                && ESCAPES.matcher(path)
                        .results()
                        .allMatch(run ->
                                isText(HexFormat.of().parseHex(run.group().replace("%", ""))));
    }

    private static boolean isText(byte[] bytes) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(c -> Character.isISOControl(c) || NEVER_ESCAPED_CHARACTERS.indexOf(c) >= 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
