package dev.estrade.e2e;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Real clips, each in a colour of its own with a moving bar and a tone, made by ffmpeg. */
final class Videos {
    private final Tools tools;
    private final Path folder;

    Videos(FfmpegTools ffmpeg, Path folder) throws IOException {
        this.tools = new Tools(ffmpeg);
        this.folder = Files.createDirectories(folder);
    }

    /** Four files that differ in size, container, atom order, rotation and sound. */
    List<Video> four() throws IOException {
        return List.of(moovAtEnd(), webm(), portrait(), silent());
    }

    Video long40s() throws IOException {
        Path file = folder.resolve("long.mp4");
        encode(file, 0x804020, "1280x720", 40, true, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac");
        return new Video("long", file, "video/mp4", 0x804020, 1280, 720, 40, true);
    }

    /** Long enough to be watched while it is made. */
    Video lecture() throws IOException {
        Video part = long40s();
        Path file = folder.resolve("lecture.mp4");
        tools.ffmpeg("-y", "-stream_loop", "7", "-i", part.file().toString(), "-c", "copy", file.toString());
        return new Video("lecture", file, part.contentType(), part.rgb(), 1280, 720, 320, true);
    }

    /** Red, green and blue for a third each; the white bar at its foot grows until it is full at the end. */
    Video thirds90s() throws IOException {
        Path file = folder.resolve("thirds.mp4");
        List<String> args = new ArrayList<>(List.of("-y"));
        for (String colour : List.of("0xC01818", "0x18A018", "0x1818C0")) {
            args.addAll(List.of("-f", "lavfi", "-i", "color=c=%s:s=640x360:r=25:d=30".formatted(colour)));
        }
        args.addAll(List.of("-f", "lavfi", "-i", "color=c=white:s=640x24:r=25:d=90"));
        args.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=90"));
        String picture = "[0][1][2]concat=n=3[thirds];[thirds][3]overlay=x='W*t/90-W':y=H-24,format=yuv420p[v]";
        args.addAll(List.of("-filter_complex", picture, "-map", "[v]", "-map", "4:a", "-c:v", "libx264"));
        args.addAll(List.of("-preset", "ultrafast", "-g", "100", "-c:a", "aac", file.toString()));
        tools.ffmpeg(args.toArray(String[]::new));
        return new Video("thirds", file, "video/mp4", 0x18A018, 640, 360, 90, true);
    }

    Video podcast() throws IOException {
        Path file = folder.resolve("podcast.mp3");
        tools.ffmpeg("-y", "-f", "lavfi", "-i", "sine=frequency=440:duration=9", "-c:a", "libmp3lame", file.toString());
        return new Video("podcast", file, "audio/mpeg", 0, 0, 0, 9, true);
    }

    /** One short file, under as many names. */
    List<Video> short2s(int count) throws IOException {
        Path file = folder.resolve("short.mp4");
        encode(file, 0x208080, "320x180", 2, true, "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac");
        return IntStream.range(0, count)
                .mapToObj(i -> new Video("short " + i, file, "video/mp4", 0x208080, 320, 180, 2, true))
                .toList();
    }

    private Video moovAtEnd() throws IOException {
        Path file = folder.resolve("moov-at-end.mp4");
        encode(file, 0xC01818, "1280x720", 9, true, "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac");
        return new Video("moov at end", file, "video/mp4", 0xC01818, 1280, 720, 9, true);
    }

    Video webm() throws IOException {
        Path file = folder.resolve("clip.webm");
        encode(file, 0x18A018, "640x360", 7.5, true, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus");
        return new Video("webm", file, "video/webm", 0x18A018, 640, 360, 7.5, true);
    }

    /** Stored as 848x480, with a display matrix that turns it upright. */
    private Video portrait() throws IOException {
        Path lying = folder.resolve("lying.mp4");
        encode(lying, 0x1818C0, "848x480", 6, true, "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac");
        Path file = folder.resolve("portrait.mp4");
        tools.ffmpeg("-y", "-display_rotation", "90", "-i", lying.toString(), "-c", "copy", file.toString());
        return new Video("portrait", file, "video/mp4", 0x1818C0, 480, 848, 6, true);
    }

    private Video silent() throws IOException {
        Path file = folder.resolve("silent.mp4");
        encode(
                file,
                0xC0C018,
                "854x480",
                10,
                false,
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-movflags",
                "+faststart");
        return new Video("silent", file, "video/mp4", 0xC0C018, 854, 480, 10, false);
    }

    private void encode(Path file, int rgb, String size, double seconds, boolean sound, String... codecs)
            throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "-y",
                "-f",
                "lavfi",
                "-i",
                "color=c=0x%06X:s=%s:r=25:d=%s".formatted(rgb, size, seconds),
                "-f",
                "lavfi",
                "-i",
                "color=c=white:s=16x16:r=25:d=" + seconds));
        if (sound) {
            args.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=" + seconds));
        }
        args.addAll(List.of("-filter_complex", "[0][1]overlay=x='mod(n*4,W-16)':y=0,format=yuv420p[v]", "-map", "[v]"));
        if (sound) {
            args.addAll(List.of("-map", "2:a"));
        }
        args.addAll(List.of(codecs));
        args.addAll(List.of("-t", Double.toString(seconds), file.toString()));
        tools.ffmpeg(args.toArray(String[]::new));
    }
}
