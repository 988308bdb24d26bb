package dev.estrade.support.playbacktoken;

import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path below {@code /hls2}: a lesson and one of the files that a lesson can have. {@code /live/<live_id>} is another
 * name for the place of a live's stream.
 *
 * @param file relative to the lesson, such as {@code 480p/segment_007.ts}
 */
public record HlsPath(Rel rel, Kind kind, String file) {
    private static final String LESSONS = "/hls2/";
    private static final String LIVES = "/live/";
    private static final int REL_SEGMENTS = 4;

    /** Empty for anything else: nothing is decoded or normalised on the way to an answer. */
    public static Optional<HlsPath> parse(String rawPath) {
        if (rawPath.startsWith(LIVES)) {
            return ofLive(rawPath.substring(LIVES.length()).split("/", 2));
        }
        return rawPath.startsWith(LESSONS)
                ? ofLesson(rawPath.substring(LESSONS.length()).split("/", REL_SEGMENTS + 1))
                : Optional.empty();
    }

    /** Whether only {@link #parse} can say what this path is. */
    public static boolean covers(String rawPath) {
        return rawPath.startsWith(LESSONS) || rawPath.startsWith(LIVES);
    }

    /** Where a lesson's files are, up to and with the last slash. */
    public static String folder(Rel rel) {
        return LivePlace.isStream(rel) ? LIVES + rel.moduleId() + "/" : LESSONS + rel + "/";
    }

    private static Optional<HlsPath> ofLesson(String[] segments) {
        return segments.length <= REL_SEGMENTS
                ? Optional.empty()
                : Rel.parse(String.join("/", Arrays.copyOf(segments, REL_SEGMENTS)))
                        .flatMap(rel -> of(rel, segments[REL_SEGMENTS]));
    }

    private static Optional<HlsPath> ofLive(String[] segments) {
        return segments.length < 2 || !Rel.isSegment(segments[0])
                ? Optional.empty()
                : of(LivePlace.stream(segments[0]), segments[1]);
    }

    private static Optional<HlsPath> of(Rel rel, String file) {
        return Kind.of(file).map(kind -> new HlsPath(rel, kind, file));
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
