package dev.estrade.transcode.encode;

import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What cameras, broadcasters and editors make beside plain video. */
@NullMarked
public final class OddClips {
    private static final String PICTURE = "testsrc2=s=320x240:r=25:d=6";
    private static final String SINE = "sine=f=440:d=6:r=48000";

    private OddClips() {}

    /** 50 fields of 25 pictures a second; every field shows another moment. */
    static Source interlaced() {
        return made(
                "interlaced.mp4",
                Demuxer.MP4,
                "-f lavfi -i testsrc=s=320x240:r=50:d=6,format=yuv420p -vf tinterlace=interleave_top,fieldorder=tff"
                        + " -c:v libx264 -preset ultrafast -flags +ildct+ilme -x264-params tff=1");
    }

    /** @param transfer {@code smpte2084} or {@code arib-std-b67} */
    static Source highRange(String transfer) {
        return made(
                "hdr-" + transfer + ".mp4",
                Demuxer.MP4,
                "-f lavfi -i " + PICTURE + " -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params"
                        + " log-level=none:colorprim=bt2020:transfer=" + transfer + ":colormatrix=bt2020nc"
                        + " -color_primaries bt2020 -color_trc " + transfer + " -colorspace bt2020nc -tag:v hvc1");
    }

    /** A podcast. */
    public static Source sound() {
        return made("sound.m4a", Demuxer.MP4, "-f lavfi -i " + SINE + " -c:a aac");
    }

    /** Two languages to hear and two to read. */
    public static Source languages() throws IOException {
        Path folder = Clips.shared().folder();
        Path french = Files.writeString(folder.resolve("fr.srt"), "1\n00:00:01,000 --> 00:00:02,500\nBonjour à tous\n");
        Path german = Files.writeString(
                folder.resolve("de.srt"),
                "1\n00:00:01,000 --> 00:00:02,500\nGuten Tag\n\n2\n00:00:05,000 --> 00:00:05,900\nEnde\n");
        return made(
                "languages.mkv",
                Demuxer.MATROSKA,
                "-f lavfi -i " + PICTURE + " -f lavfi -i " + SINE + " -f lavfi -i sine=f=880:d=6 -i " + french + " -i "
                        + german
                        + " -map 0 -map 1 -map 2 -map 3 -map 4 -c:v libx264 -preset ultrafast -c:a aac -c:s srt"
                        + " -metadata:s:a:0 language=fre -metadata:s:a:1 language=eng"
                        + " -metadata:s:s:0 language=fra -metadata:s:s:1 language=ger");
    }

    private static Source made(String name, Demuxer demuxer, String options) {
        Path file = Clips.shared().folder().resolve(name);
        if (!Files.exists(file)) {
            Clips.shared().ffmpeg(List.of(("-v error -y " + options + " " + file).split(" ", -1)));
        }
        return Source.of(file, demuxer);
    }
}
