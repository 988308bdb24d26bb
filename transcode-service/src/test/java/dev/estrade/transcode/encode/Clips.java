package dev.estrade.transcode.encode;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.probe.Demuxer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Small real videos whose every frame tells its number by a grey level, and ways to look at what became of them. */
@NullMarked
public final class Clips {
    private static final double GREY_STEP = 10 * 255 / 219.0;
    private static final Clips SHARED = new Clips();

    public enum Clip {
        FAST_START(
                "mp4",
                Demuxer.MP4,
                9.4,
                30,
                "-c:v libx264 -preset ultrafast -bf 2 -g 75 -c:a aac -movflags +faststart"),
        MOOV_AT_END("mp4", Demuxer.MP4, 12.5, 30000 / 1001.0, "-c:v libx264 -preset veryfast -g 250 -c:a aac"),
        WEBM("webm", Demuxer.MATROSKA, 8.2, 25, "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 300k -c:a libopus"),
        RECORDER(
                "webm",
                Demuxer.MATROSKA,
                8.8,
                25,
                "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 300k -c:a libopus -live 1"),
        RECORDER_VP9(
                "webm",
                Demuxer.MATROSKA,
                6.4,
                25,
                "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 300k -c:a libopus -live 1"),
        RECORDER_H264(
                "mkv", Demuxer.MATROSKA, 6.4, 25, "-c:v libx264 -preset ultrafast -bf 0 -g 50 -c:a libopus -live 1"),
        /** Long enough to be watched while it arrives. */
        RECORDING(
                "webm",
                Demuxer.MATROSKA,
                24,
                25,
                "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 300k -g 50 -c:a libopus -live 1"),
        PORTRAIT("mp4", Demuxer.MP4, 6, 24, "-c:v libx264 -preset ultrafast -c:a aac"),
        MINUTE("mp4", Demuxer.MP4, 60, 30, "-c:v libx264 -preset ultrafast -c:a aac"),
        SILENT("mp4", Demuxer.MP4, 10, 50, "-c:v libx264 -preset ultrafast -an");

        private final String extension;
        private final Demuxer demuxer;
        private final double seconds;
        private final double rate;
        private final String options;

        Clip(String extension, Demuxer demuxer, double seconds, double rate, String options) {
            this.extension = extension;
            this.demuxer = demuxer;
            this.seconds = seconds;
            this.rate = rate;
            this.options = options;
        }

        Demuxer demuxer() {
            return demuxer;
        }

        double seconds() {
            return seconds;
        }

        boolean hasSound() {
            return !options.contains("-an");
        }

        int counterFrames() {
            return (int) (seconds * rate) - 1;
        }

        private String rateText() {
            return rate == Math.rint(rate) ? Integer.toString((int) rate) : "30000/1001";
        }
    }

    private final Path folder;
    private final FfmpegTools tools;
    private final Map<Clip, Path> made = new EnumMap<>(Clip.class);

    private Clips() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            this.folder = Files.createTempDirectory(target, "clips-").toAbsolutePath();
            this.tools = FfmpegTools.locate(target.resolve("ffmpeg-programs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Clips shared() {
        return SHARED;
    }

    public FfmpegTools tools() {
        return tools;
    }

    public Path file(Clip clip) {
        return made.computeIfAbsent(clip, this::make);
    }

    private Path make(Clip clip) {
        Path file = folder.resolve(clip.name().toLowerCase(java.util.Locale.ROOT) + "." + clip.extension);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i"));
        arguments.add("color=gray:s=16x16:r=" + clip.rateText() + ":d=" + clip.seconds
                + ",format=yuv420p,geq=lum='16+10*mod(N,20)':cb=128:cr=128,scale=640:360:flags=neighbor");
        arguments.addAll(List.of("-f", "lavfi", "-i", "sine=f=440:d=" + clip.seconds));
        arguments.addAll(List.of(clip.options.split(" ", -1)));
        arguments.add(file.toString());
        ffmpeg(arguments);
        return clip == Clip.PORTRAIT ? turned(file) : file;
    }

    /** As a browser records a window that is resized: in one track, first square, then upright and white. */
    public Path resized() {
        Path first = file(Clip.RECORDER);
        Path second = first.resolveSibling("upright.webm");
        Path resized = first.resolveSibling("resized.webm");
        String upright = "-v error -y -f lavfi -i color=white:s=180x320:r=25:d=6 -f lavfi -i sine=f=440:d=6"
                + " -c:v libvpx -deadline realtime -cpu-used 8 -b:v 300k -c:a libopus " + second;
        ffmpeg(List.of(upright.split(" ", -1)));
        Path list = first.resolveSibling("resized.txt");
        try {
            Files.writeString(list, "file '" + first + "'\nfile '" + second + "'\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String joined = "-v error -y -f concat -safe 0 -i " + list + " -c copy -live 1 " + resized;
        ffmpeg(List.of(joined.split(" ", -1)));
        return resized;
    }

    private Path turned(Path file) {
        Path turned = file.resolveSibling("turned.mp4");
        ffmpeg(List.of(
                "-v", "error", "-display_rotation", "90", "-i", file.toString(), "-c", "copy", turned.toString()));
        return turned;
    }

    /** Presentation times of all pictures, ascending, in the stream's ticks. */
    public List<Long> frameTimes(Path file) {
        return probe(file, "packet=pts", "v")
                .lines()
                .map(line -> Long.parseLong(line.replace(",", "")))
                .sorted()
                .toList();
    }

    public double audioSeconds(Path file) {
        return Double.parseDouble(
                probe(file, "stream=duration", "a").lines().findFirst().orElse("0"));
    }

    public String probe(Path file, String entries, String stream) {
        List<String> arguments = List.of(
                "-v", "error", "-select_streams", stream, "-show_entries", entries, "-of", "csv=p=0", file.toString());
        String output = ended(() -> new FfmpegProcess(tools, FfmpegCommand.of(arguments)).probe())
                .output();
        // MPEG-TS streams are listed once below their program and once by themselves.
        return output.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> entries.startsWith("stream"))
                .orElse(output.strip());
    }

    /** The numbers, modulo 20, that the first frames tell. */
    List<Integer> counters(Path file, int frames) {
        Path raw = file.resolveSibling(file.getFileName() + ".grey");
        ffmpeg(List.of(
                "-v",
                "error",
                "-y",
                "-i",
                file.toString(),
                "-an",
                "-vf",
                "scale=16:16:flags=area,format=gray,crop=1:1",
                "-frames:v",
                Integer.toString(frames),
                "-fps_mode",
                "passthrough",
                "-f",
                "rawvideo",
                raw.toString()));
        try {
            byte[] levels = Files.readAllBytes(raw);
            return Stream.iterate(0, i -> i < levels.length, i -> i + 1)
                    .map(i -> (int) Math.round(Byte.toUnsignedInt(levels[i]) / GREY_STEP))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a whole picture, 0..255. */
    public int brightness(Path picture) {
        Path grey = picture.resolveSibling(picture.getFileName() + ".grey");
        ffmpeg(List.of(
                "-v",
                "error",
                "-y",
                "-i",
                picture.toString(),
                "-vf",
                "scale=1:1:flags=area,format=gray",
                "-f",
                "rawvideo",
                grey.toString()));
        try {
            return Byte.toUnsignedInt(Files.readAllBytes(grey)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a video's first picture: how bright its left edge, its middle and its right edge are, 0..255. */
    public List<Integer> columns(Path video) {
        Path grey = video.resolveSibling(video.getFileName() + ".grey");
        String command =
                "-v error -y -i " + video + " -vf scale=15:1:flags=area,format=gray -frames:v 1 -f rawvideo " + grey;
        ffmpeg(List.of(command.split(" ", -1)));
        try {
            byte[] levels = Files.readAllBytes(grey);
            return Stream.of(0, 7, 14).map(i -> Byte.toUnsignedInt(levels[i])).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tone tone(Path file) {
        Path raw = file.resolveSibling(file.getFileName() + ".pcm");
        ffmpeg(List.of(
                "-v",
                "error",
                "-y",
                "-i",
                file.toString(),
                "-map",
                "0:a:0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(Tone.RATE),
                "-f",
                "s16le",
                raw.toString()));
        try {
            return new Tone(Files.readAllBytes(raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A digest of each decoded picture, in the order in which they are shown. */
    List<String> pictures(Path file) {
        Path digests = file.resolveSibling(file.getFileName() + ".md5");
        ffmpeg(List.of(
                "-v",
                "error",
                "-y",
                "-i",
                file.toString(),
                "-map",
                "0:v",
                "-fps_mode",
                "passthrough",
                "-f",
                "framemd5",
                digests.toString()));
        try {
            return Files.readAllLines(digests).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many pictures look as if two fields of different moments were woven together. */
    long interlacedPictures(Path file) {
        Path report = file.resolveSibling(file.getFileName() + ".idet");
        ffmpeg(List.of(
                "-v",
                "error",
                "-y",
                "-i",
                file.toString(),
                "-vf",
                "idet,metadata=mode=print:key=lavfi.idet.single.current_frame:file=" + report,
                "-an",
                "-f",
                "null",
                "-"));
        try {
            return Files.readAllLines(report).stream()
                    .filter(line -> line.endsWith("=tff") || line.endsWith("=bff"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Private to this run. */
    Path folder() {
        return folder;
    }

    public void ffmpeg(List<String> arguments) {
        FfmpegResult result = ended(() -> new FfmpegProcess(tools, FfmpegCommand.of(arguments)).run());
        if (!result.succeeded()) {
            throw new IllegalStateException(arguments + ": " + result.errors());
        }
    }

    private static FfmpegResult ended(Run run) {
        try {
            return run.call();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Run {
        FfmpegResult call() throws InterruptedException;
    }
}
