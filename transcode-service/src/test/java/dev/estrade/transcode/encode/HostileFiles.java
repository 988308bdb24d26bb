package dev.estrade.transcode.encode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.transcode.encode.Clips.Clip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;

/** Files that want something else than to be played, and files that are merely broken or odd. */
@NullMarked
public final class HostileFiles {
    private static final String BLACK = "-f lavfi -i color=black:s=64x64:r=25:d=2,format=yuv420p";

    private final String file;
    private final String url;
    private final Map<String, byte[]> all = new LinkedHashMap<>();

    /**
     * @param file that none of them may make anybody open
     * @param url that none of them may make anybody call
     */
    private HostileFiles(Path file, String url) {
        this.file = file.toString();
        this.url = url;
    }

    /** By name; what follows the name's colon is the container that the upload was taken for. */
    public static Map<String, byte[]> all(Path file, String url) throws IOException {
        HostileFiles files = new HostileFiles(file, url);
        files.notMedia();
        files.broken();
        files.odd();
        return files.all;
    }

    private void notMedia() throws IOException {
        all.put("empty:mp4", new byte[0]);
        String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n%s\n#EXTINF:4,\n%s\n#EXT-X-ENDLIST\n";
        for (String container : List.of("mp4", "matroska", "mpegts", "webm")) {
            text("hls:" + container, playlist.formatted("file://" + file, url));
            text("ffconcat:" + container, "ffconcat version 1.0\nfile '" + file + "'\nfile '" + url + "'\n");
            text("dash:" + container, """
                    <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S"><Period>
                    <AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>%s</BaseURL>
                    <SegmentList><Initialization sourceURL="%s"/><SegmentURL media="%s"/></SegmentList>
                    </Representation></AdaptationSet></Period></MPD>""".formatted(file, file, url));
        }
        text("svg:mp4", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"" + url + "\"/></svg>");
        text("sdp:mpegts", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n");
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("film.mp4"));
            out.write(new byte[1000]);
        }
        all.put("zip:mp4", zip.toByteArray());
    }

    private void broken() throws IOException {
        byte[] fastStart = Files.readAllBytes(Clips.shared().file(Clip.FAST_START));
        byte[] moovAtEnd = Files.readAllBytes(Clips.shared().file(Clip.MOOV_AT_END));
        all.put("truncated:mp4", Arrays.copyOf(fastStart, fastStart.length / 2));
        all.put("moov cut:mp4", Arrays.copyOf(moovAtEnd, moovAtEnd.length - 500));
        all.put("moov missing:mp4", Arrays.copyOf(moovAtEnd, moovAtEnd.length / 2));
        byte[] noise = fastStart.clone();
        for (int i = 5_000; i < noise.length; i += 97) {
            noise[i] ^= 0x5A;
        }
        all.put("noise:mp4", noise);
        byte[] still = moovAtEnd.clone();
        int times = new String(still, ISO_8859_1).indexOf("stts");
        ByteBuffer.wrap(still).putInt(times + 16, 0);
        all.put("zero duration:mp4", still);
        all.put("huge edit list:mp4", edited(moovAtEnd, 300_000));
        byte[] huge = made("small.mov", "-f lavfi -i color=black:s=16x16:r=1:d=1 -c:v png");
        int entry = new String(huge, ISO_8859_1).indexOf("png ");
        ByteBuffer.wrap(huge).putShort(entry + 28, (short) 32_767).putShort(entry + 30, (short) 32_767);
        int header = new String(huge, ISO_8859_1).indexOf("IHDR");
        ByteBuffer.wrap(huge).putInt(header + 4, 32_768).putInt(header + 8, 32_768);
        all.put("32k x 32k:mp4", huge);
    }

    private void odd() throws IOException {
        all.put("1x1:matroska", made("one.mkv", "-f lavfi -i color=black:s=1x1:r=25:d=1 -c:v ffv1"));
        all.put("one frame:mp4", made("frame.mp4", BLACK + " -frames:v 1 -c:v libx264 -preset ultrafast"));
        all.put("offset:mp4", made("offset.mp4", "-itsoffset 7200 " + BLACK + " -c:v libx264 -preset ultrafast"));
        all.put(
                "negative:matroska",
                made(
                        "negative.mkv",
                        BLACK + " -c:v libx264 -preset ultrafast -output_ts_offset -1"
                                + " -avoid_negative_ts disabled"));
        all.put(
                "endless black:matroska",
                made("endless.mkv", "-f lavfi -i color=black:s=16x16:r=1/60:d=50000 -c:v libx264 -preset ultrafast"));
        made("tiny.wav", "-f lavfi -i anullsrc=d=0.1");
        Path tiny = Clips.shared().folder().resolve("tiny.wav");
        List<String> maps = new ArrayList<>(List.of("-i", tiny.toString(), "-c", "copy"));
        Collections.nCopies(1_000, List.of("-map", "0:0")).forEach(maps::addAll);
        all.put("1000 streams:matroska", made("streams.mkv", String.join(" ", maps)));
    }

    /** The first track's one edit becomes many. The box that grows stands behind all samples. */
    private static byte[] edited(byte[] moovAtEnd, int edits) {
        String text = new String(moovAtEnd, ISO_8859_1);
        int moov = text.lastIndexOf("moov") - 4;
        int trak = text.indexOf("trak", moov) - 4;
        int edts = text.indexOf("edts", trak) - 4;
        ByteBuffer old = ByteBuffer.wrap(moovAtEnd);
        int grown = 24 + 12 * edits;
        int more = grown - old.getInt(edts);
        ByteBuffer file = ByteBuffer.allocate(moovAtEnd.length + more);
        file.put(moovAtEnd, 0, edts).putInt(grown).put("edts".getBytes(ISO_8859_1));
        file.putInt(grown - 8).put("elst".getBytes(ISO_8859_1)).putInt(0).putInt(edits);
        for (int i = 0; i < edits; i++) {
            file.putInt(1).putInt(512 * (i % 100)).putInt(0x10000);
        }
        int rest = edts + old.getInt(edts);
        file.put(moovAtEnd, rest, moovAtEnd.length - rest);
        file.putInt(moov, old.getInt(moov) + more).putInt(trak, old.getInt(trak) + more);
        return file.array();
    }

    private void text(String name, String text) {
        all.put(name, text.getBytes(UTF_8));
    }

    private static byte[] made(String name, String options) throws IOException {
        Path file = Clips.shared().folder().resolve(name);
        Clips.shared().ffmpeg(List.of(("-v error -y " + options + " " + file).split(" ", -1)));
        return Files.readAllBytes(file);
    }
}
