package dev.estrade.playback.hls;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sheets that the cues of {@code thumbnails.vtt} name; the place on the sheet is a fragment, so it stays last. */
final class ThumbnailLinks {
    private static final Pattern SHEET = Pattern.compile("(?m)^(sheet_[0-9]{3,5}\\.jpg)(#\\S*|)$");

    private ThumbnailLinks() {}

    static String rewritten(String thumbnails, UnaryOperator<String> link) {
        return SHEET.matcher(thumbnails)
                .replaceAll(cue -> Matcher.quoteReplacement(link.apply(cue.group(1)) + cue.group(2)));
    }
}
