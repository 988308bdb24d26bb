package dev.estrade.transcode.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The complete HLS playlists of a plan (RFC 8216), before any segment exists. */
public final class Playlists {
    private static final String MULTIVARIANT = "output.m3u8";

    private final Plan plan;

    public Playlists(Plan plan) {
        this.plan = plan;
    }

    /** Text by path below the generation; the one that names the others is the last. */
    public Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        plan.segmented().forEach(rendition -> files.put(rendition + "/index.m3u8", media(rendition)));
        plan.subtitleRenditions().forEach(rendition -> files.put(rendition + "/index.m3u8", subtitles(rendition)));
        files.put(MULTIVARIANT, new Multivariant(plan, Map.of()).text());
        return files;
    }

    /** In the same order. What can only be said of segments that exist: rates as they are, and each segment's first picture by itself. */
    public Map<String, String> measured(Map<String, Measured> renditions) {
        Map<String, String> files = new LinkedHashMap<>(all());
        files.remove(MULTIVARIANT);
        plan.rungs()
                .forEach(rung -> files.put(
                        rung.name() + "/iframes.m3u8",
                        pictures(rung.name(), Objects.requireNonNull(renditions.get(rung.name())))));
        files.put(MULTIVARIANT, new Multivariant(plan, renditions).text());
        return files;
    }

    String media(String rendition) {
        List<String> lines = header(targetDuration());
        for (int i = 0; i < plan.segments(); i++) {
            addSegment(lines, rendition, i, plan.duration(i));
        }
        lines.add("#EXT-X-ENDLIST");
        return text(lines);
    }

    private String subtitles(String rendition) {
        List<String> lines = header(Math.max(1, Math.round(plan.duration())));
        addSegment(lines, rendition, 0, plan.duration());
        lines.add("#EXT-X-ENDLIST");
        return text(lines);
    }

    private static List<String> header(long targetDuration) {
        return new ArrayList<>(List.of(
                "#EXTM3U",
                "#EXT-X-VERSION:4",
                "#EXT-X-PLAYLIST-TYPE:VOD",
                "#EXT-X-TARGETDURATION:" + targetDuration,
                "#EXT-X-MEDIA-SEQUENCE:0",
                "#EXT-X-INDEPENDENT-SEGMENTS"));
    }

    private void addSegment(List<String> lines, String rendition, int segment, double duration) {
        lines.add("#EXT-X-KEY:METHOD=AES-128,URI=\"../enc.key\",IV="
                + Renditions.hex(Renditions.iv(plan, rendition, segment)));
        // Of all locales only this one costs the formatter no look at symbols.
        lines.add(String.format(Locale.US, "#EXTINF:%.6f,", duration));
        lines.add(Renditions.segment(rendition, segment));
    }

    /**
     * RFC 8216, section 4.3.3.6. The ranges are of clear bytes: players widen them to whole blocks of the cipher (section
     * 6.3.6).
     */
    private String pictures(String rung, Measured measured) {
        List<String> lines = header(targetDuration());
        lines.add("#EXT-X-I-FRAMES-ONLY");
        for (int i = 0; i < plan.segments(); i++) {
            addSegment(lines, rung, i, plan.duration(i));
            lines.add(
                    lines.size() - 1,
                    "#EXT-X-BYTERANGE:" + measured.firstPictures().get(i) + "@0");
        }
        lines.add("#EXT-X-ENDLIST");
        return text(lines);
    }

    /** RFC 8216: no EXTINF, rounded to the nearest integer, may exceed it. */
    private long targetDuration() {
        double longest = 0;
        for (int i = Math.max(0, plan.segments() - 2); i < plan.segments(); i++) {
            longest = Math.max(longest, plan.duration(i));
        }
        return Math.max(1, Math.round(longest));
    }

    static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
