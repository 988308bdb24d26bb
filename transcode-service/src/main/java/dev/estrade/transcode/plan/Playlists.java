package dev.estrade.transcode.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The complete HLS playlists of a plan (RFC 8216), before any segment exists. */
public final class Playlists {
    private static final int AUDIO_KBPS = 140;
    /** One second of VBV buffer may be spent within one segment of four. */
    private static final double PEAK = 1.25;

    private static final double TS_OVERHEAD = 1.06;

    private final Plan plan;

    public Playlists(Plan plan) {
        this.plan = plan;
    }

    /** Text by path below the generation. */
    public Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        plan.rungs().forEach(rung -> files.put(rung.name() + "/index.m3u8", media(rung.name())));
        if (plan.hasAudio()) {
            files.put(Renditions.AUDIO + "/index.m3u8", media(Renditions.AUDIO));
        }
        files.put("output.m3u8", multivariant());
        return files;
    }

    /** The start rung comes first, because players begin with the first. */
    String multivariant() {
        List<String> lines = new ArrayList<>(List.of("#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-INDEPENDENT-SEGMENTS"));
        if (plan.hasAudio()) {
            lines.add("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"audio\",DEFAULT=YES,AUTOSELECT=YES,"
                    + "CHANNELS=\"2\",URI=\"audio/index.m3u8\"");
        }
        Rung start = plan.startRung();
        addVariant(lines, start);
        plan.rungs().stream().filter(rung -> !rung.equals(start)).forEach(rung -> addVariant(lines, rung));
        return text(lines);
    }

    String media(String rendition) {
        List<String> lines = new ArrayList<>(List.of("#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-PLAYLIST-TYPE:VOD"));
        lines.add("#EXT-X-TARGETDURATION:" + targetDuration());
        lines.add("#EXT-X-MEDIA-SEQUENCE:0");
        lines.add("#EXT-X-INDEPENDENT-SEGMENTS");
        for (int i = 0; i < plan.segments(); i++) {
            lines.add("#EXT-X-KEY:METHOD=AES-128,URI=\"../enc.key\",IV="
                    + Renditions.hex(Renditions.iv(plan, rendition, i)));
            lines.add(String.format(Locale.ROOT, "#EXTINF:%.6f,", plan.duration(i)));
            lines.add(Renditions.segment(i));
        }
        lines.add("#EXT-X-ENDLIST");
        return text(lines);
    }

    private void addVariant(List<String> lines, Rung rung) {
        int kbps = (int) Math.ceil(rung.maxKbps() * PEAK * TS_OVERHEAD) + (plan.hasAudio() ? AUDIO_KBPS : 0);
        lines.add(String.format(
                Locale.ROOT,
                "#EXT-X-STREAM-INF:BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f%s",
                kbps * 1000,
                rung.codec() + (plan.hasAudio() ? ",mp4a.40.2" : ""),
                rung.width(),
                rung.height(),
                plan.rate().value(),
                plan.hasAudio() ? ",AUDIO=\"audio\"" : ""));
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
