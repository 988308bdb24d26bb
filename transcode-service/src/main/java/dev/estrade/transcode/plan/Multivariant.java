package dev.estrade.transcode.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The multivariant playlist (RFC 8216, section 4.3.4), before anything is encoded and once all is. */
final class Multivariant {
    private static final String AUDIO_CODEC = "mp4a.40.2";
    /** AAC at 128 kbit/s in MPEG-TS. */
    private static final long AUDIO_RATE = 140_000;

    private static final double TS_OVERHEAD = 1.06;

    private final Plan plan;
    private final Map<String, Measured> measured;

    /** @param measured by rendition; empty while nothing is */
    Multivariant(Plan plan, Map<String, Measured> measured) {
        this.plan = plan;
        this.measured = measured;
    }

    /** The start rung comes first, because players begin with the first. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-INDEPENDENT-SEGMENTS"));
        lines.addAll(MediaTags.of(plan));
        plan.startRung().ifPresent(start -> add(lines, start));
        plan.rungs().stream()
                .filter(rung -> !plan.startRung().equals(Optional.of(rung)))
                .forEach(rung -> add(lines, rung));
        if (plan.rungs().isEmpty()) {
            lines.add("#EXT-X-STREAM-INF:" + rates(AUDIO_RATE, loudest().orElse(null), 0, 0) + ",CODECS=\""
                    + AUDIO_CODEC + "\"" + MediaTags.groups(plan));
            lines.add(Renditions.AUDIO + "/index.m3u8");
        }
        plan.rungs().forEach(rung -> addPictures(lines, rung));
        return Playlists.text(lines);
    }

    private void add(List<String> lines, Rung rung) {
        Optional<Measured> sound = loudest();
        lines.add(String.format(
                Locale.ROOT,
                "#EXT-X-STREAM-INF:%s,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f%s",
                rates(
                        planned(rung),
                        measured.get(rung.name()),
                        sound.map(found -> found.peak(plan)).orElse(0L),
                        sound.map(found -> found.average(plan)).orElse(0L)),
                rung.codec() + (plan.hasAudio() ? "," + AUDIO_CODEC : ""),
                rung.width(),
                rung.height(),
                plan.rate().value(),
                MediaTags.groups(plan)));
        lines.add(rung.name() + "/index.m3u8");
    }

    private void addPictures(List<String> lines, Rung rung) {
        Measured found = measured.get(rung.name());
        if (found != null) {
            lines.add("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,URI=\"%s/iframes.m3u8\""
                    .formatted(
                            found.peakOfFirstPictures(plan), rung.codec(), rung.width(), rung.height(), rung.name()));
        }
    }

    /** What any of its renditions of sound adds to a rung. */
    private Optional<Measured> loudest() {
        return plan.soundRenditions().stream()
                .flatMap(sound -> Optional.ofNullable(measured.get(sound)).stream())
                .max((a, b) -> Long.compare(a.peak(plan), b.peak(plan)));
    }

    /** The VBV's bound: its buffer of one second may be spent within one segment. */
    private long planned(Rung rung) {
        double peak = 1 + 1 / plan.shortestCounted();
        return (long) Math.ceil(rung.maxKbps() * peak * TS_OVERHEAD) * 1000 + (plan.hasAudio() ? AUDIO_RATE : 0);
    }

    private String rates(long planned, @Nullable Measured found, long soundPeak, long soundAverage) {
        return found == null
                ? "BANDWIDTH=" + planned
                : "BANDWIDTH=" + (found.peak(plan) + soundPeak) + ",AVERAGE-BANDWIDTH="
                        + (found.average(plan) + soundAverage);
    }
}
