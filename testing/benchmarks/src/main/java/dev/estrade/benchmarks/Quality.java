package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How like its source each rung is, and how large, against the raw command's; of slides and of a camera's picture. */
final class Quality {
    private static final List<Integer> USUAL_LENGTHS = List.of(60);
    private static final Path FOLDER = Clips.FOLDER.resolve("ours");
    private static final Pattern SSIM = Pattern.compile("SSIM .*All:([0-9.]+)");

    private final RunningStack stack = new RunningStack();
    private final Ffmpeg ffmpeg = new Ffmpeg();
    private final int seconds;

    /** @param kbps of the picture alone, as MPEG-TS */
    private record Measured(Rung rung, double kbps, double ssim) {}

    private Quality(int seconds) {
        this.seconds = seconds;
    }

    /** @param lengths in seconds */
    static void run(List<Integer> lengths) throws Exception {
        for (int seconds : lengths.isEmpty() ? USUAL_LENGTHS : lengths) {
            new Quality(seconds).measure();
        }
    }

    private void measure() throws Exception {
        Clips clips = new Clips(ffmpeg);
        List<Measured> slides = rungs(clips.slides(seconds, Container.FAST_START));
        List<Measured> camera = rungs(clips.camera(seconds, Container.FAST_START));
        for (int i = 0; i < slides.size(); i++) {
            double above = slides.get(i).kbps();
            double below = camera.get(i).kbps();
            System.out.printf(
                    "quality: %s, slides %.0f kbit/s ÷ camera %.0f kbit/s = %.2f%n",
                    slides.get(i).rung().name(), above, below, above / below);
        }
    }

    /** @return ours */
    private List<Measured> rungs(Clip clip) throws Exception {
        Lesson lesson = Lesson.publish(stack, clip);
        lesson.awaitReady();
        RawLadder raw = new RawLadder(ffmpeg, clip, lesson.rungs());
        raw.run();
        Player player = new Player(stack, lesson);
        List<Measured> all = new ArrayList<>();
        for (Rung rung : lesson.rungs()) {
            player.download(rung.name(), FOLDER.resolve(rung.name()));
            Measured ours = measured(clip, rung, FOLDER.resolve(rung.name()));
            Measured theirs = measured(clip, rung, raw.folder(rung));
            System.out.printf(
                    "quality: %s, %s: SSIM ours %.4f − raw %.4f = %+.4f; ours %.0f kbit/s ÷ raw %.0f kbit/s = %.2f%n",
                    clip.content(),
                    rung.name(),
                    ours.ssim(),
                    theirs.ssim(),
                    ours.ssim() - theirs.ssim(),
                    ours.kbps(),
                    theirs.kbps(),
                    ours.kbps() / theirs.kbps());
            all.add(ours);
        }
        lesson.delete();
        return all;
    }

    private Measured measured(Clip clip, Rung rung, Path rendition) throws IOException, InterruptedException {
        return new Measured(rung, bytes(rendition) * 8 / 1e3 / clip.seconds(), ssim(clip, rung, rendition));
    }

    /** Picture by picture, in order. */
    private double ssim(Clip clip, Rung rung, Path rendition) throws InterruptedException {
        String numbered = "setpts=N/" + Clip.RATE + "/TB";
        String filter = "[0:v]%s[made];[1:v]scale=%d:%d:flags=bicubic,format=yuv420p,%s[source];[made][source]ssim"
                .formatted(numbered, rung.width(), rung.height(), numbered);
        List<String> arguments = new ArrayList<>(List.of("-v", "info", "-nostats", "-nostdin"));
        arguments.addAll(List.of("-allowed_extensions", "ALL", "-i", "index.m3u8"));
        arguments.addAll(List.of("-i", clip.file().toString(), "-filter_complex", filter, "-an", "-f", "null", "-"));
        Matcher found = SSIM.matcher(ffmpeg.run(rendition, arguments));
        if (!found.find()) {
            throw new IllegalStateException("ffmpeg said no SSIM");
        }
        return Double.parseDouble(found.group(1));
    }

    private static long bytes(Path rendition) throws IOException {
        try (Stream<Path> files = Files.list(rendition)) {
            return files.filter(file -> file.toString().endsWith(".ts"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
