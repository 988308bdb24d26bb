package dev.estrade.transcode.plan;

import dev.estrade.transcode.plan.Plan.Track;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code EXT-X-MEDIA} (RFC 8216, section 4.3.4.1): the sounds and subtitles between which people choose. */
final class MediaTags {
    private static final String SOUNDS = "audio";
    private static final String SUBTITLES = "subtitles";

    private MediaTags() {}

    static List<String> of(Plan plan) {
        List<String> tags = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> languages = new LinkedHashSet<>();
        for (Track sound : plan.sounds()) {
            boolean first = sound.equals(plan.sounds().get(0));
            tags.add(tag(
                    "AUDIO",
                    SOUNDS,
                    sound,
                    name(sound, names),
                    first ? "YES" : "NO",
                    ",AUTOSELECT=" + chosen(sound, languages) + ",CHANNELS=\"2\""));
        }
        names.clear();
        languages.clear();
        for (Track text : plan.subtitles()) {
            tags.add(tag(
                    "SUBTITLES",
                    SUBTITLES,
                    text,
                    name(text, names),
                    "NO",
                    ",AUTOSELECT=" + chosen(text, languages) + ",FORCED=NO"));
        }
        return tags;
    }

    /** The groups that a variant names. */
    static String groups(Plan plan) {
        return (plan.sounds().isEmpty() ? "" : ",AUDIO=\"" + SOUNDS + "\"")
                + (plan.subtitles().isEmpty() ? "" : ",SUBTITLES=\"" + SUBTITLES + "\"");
    }

    private static String tag(String type, String group, Track track, String name, String isDefault, String more) {
        @Nullable String language = track.label().language();
        return "#EXT-X-MEDIA:TYPE=" + type + ",GROUP-ID=\"" + group + "\",NAME=\"" + name + "\""
                + (language == null ? "" : ",LANGUAGE=\"" + language + "\"")
                + ",DEFAULT=" + isDefault + more
                + ",URI=\"" + track.rendition() + "/index.m3u8\"";
    }

    /** By a player that knows its user's language: the first of each, so that a commentary is nobody's surprise. */
    private static String chosen(Track track, Set<String> languages) {
        return languages.add(Objects.requireNonNullElse(track.label().language(), "")) ? "YES" : "NO";
    }

    /** Its title, or its language in that language; within a group no two are the same. */
    private static String name(Track track, Set<String> taken) {
        @Nullable String language = track.label().language();
        String own = language == null
                ? track.rendition()
                : Locale.forLanguageTag(language).getDisplayLanguage(Locale.forLanguageTag(language));
        String wanted = Objects.requireNonNullElse(track.label().title(), own);
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }
}
