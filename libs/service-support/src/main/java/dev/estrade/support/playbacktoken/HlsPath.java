package dev.estrade.support.playbacktoken;

import dev.estrade.events.Rel;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path below {@code /hls2}: a lesson and one of the files that a lesson can have.
 *
 * @param file relative to the lesson, such as {@code 480p/segment_007.ts}
 */
public record HlsPath(Rel rel, Kind kind, String file) {
    private static final String PREFIX = "/hls2/";
    private static final int REL_SEGMENTS = 4;

    /** Empty for anything else: nothing is decoded or normalised on the way to an answer. */
    public static Optional<HlsPath> parse(String rawPath) {
        if (!rawPath.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] segments = rawPath.substring(PREFIX.length()).split("/", REL_SEGMENTS + 1);
        if (segments.length <= REL_SEGMENTS) {
            return Optional.empty();
        }
        String file = segments[REL_SEGMENTS];
        Optional<Rel> rel = Rel.parse(String.join("/", Arrays.copyOf(segments, REL_SEGMENTS)));
        return rel.flatMap(lesson -> Kind.of(file).map(kind -> new HlsPath(lesson, kind, file)));
    }

    /** The kinds of file in a lesson, told by their names. */
    public enum Kind {
        MULTIVARIANT_PLAYLIST("output\\.m3u8"),
        MEDIA_PLAYLIST(
                "(?:[1-9][0-9]{0,3}p|(?:audio|subtitles)(?:_[1-9][0-9]?)?)/index\\.m3u8|[1-9][0-9]{0,3}p/iframes\\.m3u8"),
        SEGMENT("(?:[1-9][0-9]{0,3}p|audio(?:_[1-9][0-9]?)?)/segment_[0-9]{3,7}\\.ts"),
        SUBTITLES("subtitles(?:_[1-9][0-9]?)?/segment_[0-9]{3,7}\\.vtt"),
        SPRITES("sprites/sheet_[0-9]{3,5}\\.jpg"),
        THUMBNAILS("sprites/thumbnails\\.vtt"),
        CONTENT_KEY("enc\\.key");

        private final Pattern name;

        Kind(String name) {
            this.name = Pattern.compile(name);
        }

        static Optional<Kind> of(String file) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name.matcher(file).matches())
                    .findFirst();
        }
    }
}
