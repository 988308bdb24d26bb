package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Videos of any length, made once and kept: a short piece is encoded, and long ones repeat it without encoding it again.
 */
final class Clips {
    static final Path FOLDER = Path.of("target", "benchmark-clips").toAbsolutePath();

    private static final int PIECE_SECONDS = 20;
    private static final int SLIDE_SECONDS = 10;
    private static final int SLIDES = 6;
    private static final int LINES = 8;

    private final Ffmpeg ffmpeg;

    Clips(Ffmpeg ffmpeg) throws IOException {
        this.ffmpeg = ffmpeg;
        Files.createDirectories(FOLDER);
    }

    /**
     * What FFmpeg can draw that is nearest to a camera's picture: texture with detail of all sizes, as nature has it, that
     * turns and moves, under a sensor's noise. A real camera's differs.
     */
    Clip camera(int seconds, Container container) throws IOException, InterruptedException {
        Path scene = FOLDER.resolve("scene.png");
        if (!Files.exists(scene)) {
            make(scene, List.of("-filter_complex", scene(), "-map", "[scene]", "-frames:v", "1"));
        }
        String moving = "rotate=a='0.05*sin(1.5*t)':bilinear=1,"
                + "crop=1280:720:x='320+250*sin(0.8*t)':y='180+130*cos(0.6*t)',noise=c0s=5:c0f=t,format=yuv420p";
        Path piece = FOLDER.resolve("camera.mkv");
        if (!Files.exists(piece)) {
            List<String> input =
                    List.of("-loop", "1", "-framerate", Integer.toString(Clip.RATE), "-i", scene.toString());
            make(piece, encoded(input, moving, PIECE_SECONDS));
        }
        return clip(piece, "camera", container, seconds);
    }

    /** Pages of text, a new one every ten seconds; nothing moves between. */
    Clip slides(int seconds, Container container) throws IOException, InterruptedException {
        Path piece = FOLDER.resolve("slides.mkv");
        if (!Files.exists(piece)) {
            String paper = "color=c=0xF4F1EA:size=1280x720:rate=" + Clip.RATE;
            make(piece, encoded(List.of("-f", "lavfi", "-i", paper), pages(), SLIDES * SLIDE_SECONDS));
        }
        return clip(piece, "slides", container, seconds);
    }

    /** Brightness in ten octaves, each of fewer contrast; colours in five. */
    private static String scene() {
        return octaves(10, 0.72, 3, 1, "y") + octaves(5, 0.5, 2, 7, "u") + octaves(5, 0.5, 2, 9, "v")
                + "[y][u][v]mergeplanes=map0s=0:map0p=0:map1s=1:map1p=0:map2s=2:map2p=0:format=yuv444p,"
                + "eq=contrast=2.4:saturation=0.5,format=yuv420p[scene]";
    }

    private static String octaves(int count, double persistence, int scale, int seed, String label) {
        return String.format(
                Locale.ROOT,
                "perlin=s=1920x1080:octaves=%d:persistence=%.2f:xscale=%d:yscale=%d:random_mode=seed:random_seed=%d,"
                        + "trim=end_frame=1[%s];",
                count,
                persistence,
                scale,
                scale,
                seed,
                label);
    }

    /** A title, and lines of different lengths that a grid cuts into letters. */
    private static String pages() {
        List<String> drawn = new ArrayList<>();
        for (int page = 0; page < SLIDES; page++) {
            for (int line = 0; line < LINES; line++) {
                int width = 300 + (page * 5 + line * 3) * 97 % 880;
                drawn.add("drawbox=x=110:y=" + (150 + line * 64) + ":w=" + width
                        + ":h=24:color=0x33415C:t=fill:enable='eq(mod(floor(t/" + SLIDE_SECONDS + ")," + SLIDES + "),"
                        + page + ")'");
            }
        }
        return String.join(",", drawn)
                + ",drawgrid=w=18:h=1000:t=6:color=0xF4F1EA,drawbox=w=iw:h=96:color=0x1F3A5F:t=fill,format=yuv420p";
    }

    private static List<String> encoded(List<String> input, String filter, int seconds) {
        List<String> arguments = new ArrayList<>(input);
        arguments.addAll(List.of("-vf", filter, "-t", Integer.toString(seconds)));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", "250"));
        arguments.addAll(List.of("-maxrate", "4M", "-bufsize", "8M"));
        return arguments;
    }

    private Clip clip(Path piece, String content, Container container, int seconds)
            throws IOException, InterruptedException {
        String name = content + "-" + seconds + "-" + container.text().replace(' ', '-');
        Path file = FOLDER.resolve(name + "." + container.extension());
        if (!Files.exists(file)) {
            make(
                    file,
                    container == Container.FAST_START
                            ? repeated(piece, seconds)
                            : remade(clip(piece, content, Container.FAST_START, seconds)));
        }
        return new Clip(file, content, container, seconds);
    }

    private static List<String> repeated(Path piece, int seconds) {
        List<String> arguments = new ArrayList<>(List.of("-stream_loop", "-1", "-i", piece.toString()));
        arguments.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
        arguments.addAll(List.of("-t", Integer.toString(seconds), "-frames:v", Integer.toString(seconds * Clip.RATE)));
        arguments.addAll(List.of("-c:v", "copy", "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart"));
        return arguments;
    }

    private static List<String> remade(Clip clip) {
        return List.of("-i", clip.file().toString(), "-c", "copy");
    }

    /** Under another name until it is whole. */
    private void make(Path file, List<String> arguments) throws IOException, InterruptedException {
        System.out.println("  making " + file.getFileName());
        Path part = file.resolveSibling("part-" + file.getFileName());
        List<String> all = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        all.addAll(arguments);
        all.add(part.toString());
        ffmpeg.run(FOLDER, all);
        Files.move(part, file);
    }
}
