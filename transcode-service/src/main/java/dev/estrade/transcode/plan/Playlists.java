package dev.estrade.transcode.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The complete HLS playlists of a plan (RFC 8216), before any segment exists. */
public final class Playlists {
    private static final String AUDIO_CODEC = "mp4a.40.2";
    private static final int AUDIO_KBPS = 140;
    /** One second of VBV buffer may be spent within one segment of four. */
    private static final double PEAK = 1.25;

    private static final double TS_OVERHEAD = 1.06;

    private final Plan plan;

    public Playlists(Plan plan) {
        this.plan = plan;
    }

    /** Text by path below the generation; the one that names the others is the last. */
    public Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        plan.segmented().forEach(rendition -> files.put(rendition + "/index.m3u8", media(rendition)));
        plan.subtitleRenditions().forEach(rendition -> files.put(rendition + "/index.m3u8", subtitles(rendition)));
        files.put("output.m3u8", multivariant());
        return files;
    }

    /** The start rung comes first, because players begin with the first. */
    String multivariant() {
        List<String> lines = new ArrayList<>(List.of("#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-INDEPENDENT-SEGMENTS"));
        lines.addAll(MediaTags.of(plan));
        plan.startRung().ifPresent(start -> addVariant(lines, start));
        plan.rungs().stream()
                .filter(rung -> !plan.startRung().equals(Optional.of(rung)))
                .forEach(rung -> addVariant(lines, rung));
        if (plan.rungs().isEmpty()) {
            lines.add("#EXT-X-STREAM-INF:BANDWIDTH=%d,CODECS=\"%s\"%s"
                    .formatted(AUDIO_KBPS * 1000, AUDIO_CODEC, MediaTags.groups(plan)));
            lines.add(Renditions.AUDIO + "/index.m3u8");
        }
        return text(lines);
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
        lines.add(String.format(Locale.ROOT, "#EXTINF:%.6f,", duration));
        lines.add(Renditions.segment(rendition, segment));
    }

    private void addVariant(List<String> lines, Rung rung) {
        int kbps = (int) Math.ceil(rung.maxKbps() * PEAK * TS_OVERHEAD) + (plan.hasAudio() ? AUDIO_KBPS : 0);
        lines.add(String.format(
                Locale.ROOT,
                "#EXT-X-STREAM-INF:BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f%s",
                kbps * 1000,
                rung.codec() + (plan.hasAudio() ? "," + AUDIO_CODEC : ""),
                rung.width(),
                rung.height(),
                plan.rate().value(),
                MediaTags.groups(plan)));
        lines.add(rung.name() + "/index.m3u8");
    }

    /** RFC 8216: no EXTINF, rounded to the nearest integer, may exceed it. */
    private long targetDuration() {
        double longest = 0;
        for (int i = Math.max(0, plan.segments() - 2); i < plan.segments(); i++) {
            longest = Math.max(longest, plan.duration(i));
        }
        return Math.max(1, Math.round(longest));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
