package dev.estrade.transcode.live;

import dev.estrade.transcode.live.LiveStream.Format;
import dev.estrade.transcode.live.LiveStream.Piece;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The playlists of a live (RFC 8216): an {@code EVENT}, which keeps everything from the beginning and is {@code VOD} in the end. */
final class StreamPlaylists {
    static final String MULTIVARIANT = "output.m3u8";
    private static final String AUDIO_CODEC = "mp4a.40.2";
    private static final int AUDIO_KBPS = 140;
    private static final double TS_OVERHEAD = 1.06;

    private StreamPlaylists() {}

    static String multivariant(Format format) {
        Rung rung = format.rung();
        String sound = format.sound() ? AUDIO_CODEC : "";
        String variant = rung == null
                ? "BANDWIDTH=%d,CODECS=\"%s\"".formatted(AUDIO_KBPS * 1000, sound)
                : "BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d"
                        .formatted(
                                // The buffer of a second may be spent within one segment.
                                Math.round(rung.maxKbps() * 1.5 * TS_OVERHEAD + (format.sound() ? AUDIO_KBPS : 0))
                                        * 1000,
                                rung.codec() + (sound.isEmpty() ? "" : "," + sound),
                                rung.width(),
                                rung.height());
        return text(List.of(
                "#EXTM3U",
                "#EXT-X-VERSION:4",
                "#EXT-X-INDEPENDENT-SEGMENTS",
                "#EXT-X-STREAM-INF:" + variant,
                media(format)));
    }

    /** The path of the other playlist. */
    static String media(Format format) {
        return format.rendition() + "/index.m3u8";
    }

    /** @param whole whether nothing follows */
    static String media(Format format, List<Piece> pieces, boolean whole) {
        List<String> lines = new ArrayList<>(List.of(
                "#EXTM3U",
                "#EXT-X-VERSION:4",
                "#EXT-X-PLAYLIST-TYPE:" + (whole ? "VOD" : "EVENT"),
                "#EXT-X-TARGETDURATION:" + StreamRun.SEGMENT_SECONDS,
                "#EXT-X-MEDIA-SEQUENCE:0",
                "#EXT-X-INDEPENDENT-SEGMENTS"));
        for (Piece piece : pieces) {
            if (piece.anew()) {
                lines.add("#EXT-X-DISCONTINUITY");
            }
            lines.add(
                    "#EXT-X-KEY:METHOD=AES-128,URI=\"../enc.key\",IV=" + Renditions.hex(Renditions.iv(piece.number())));
            lines.add(String.format(Locale.ROOT, "#EXTINF:%.6f,", piece.seconds()));
            lines.add(Renditions.segment(format.rendition(), piece.number()));
        }
        if (whole) {
            lines.add("#EXT-X-ENDLIST");
        }
        return text(lines);
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
