package dev.estrade.localstack.demo;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.ffmpeg.FfmpegUnavailableException;
import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A minute of slides with a running timecode and a tone. */
final class SampleLecture {
    static final int SECONDS = 60;

    private static final List<String> FONT_FOLDERS = List.of(
            "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts/Supplemental");

    private SampleLecture() {}

    /** @return the file, made now or by an earlier call */
    static Path make(Home home, Screen screen) throws InterruptedException {
        Path file = home.folder("samples").resolve("lecture.mp4");
        if (Files.exists(file)) {
            return file;
        }
        Path written = file.resolveSibling("lecture.part.mp4");
        var command = FfmpegCommand.of(List.of(
                "-hide_banner",
                "-y",
                "-f",
                "lavfi",
                "-i",
                picture(),
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + SECONDS,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-crf",
                "20",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-b:a",
                "128k",
                "-movflags",
                "+faststart",
                written.toString()));
        try {
            FfmpegTools tools = FfmpegTools.locate(home.folder("ffmpeg"));
            FfmpegResult result = new FfmpegProcess(tools, command)
                    .runWithProgress(progress -> screen.show(List.of("  making a sample lecture")));
            requireSuccess(result);
            return Files.move(written, file);
        } catch (FfmpegUnavailableException e) {
            throw new StackException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Slides if there is a font to write them with; else a test picture, which draws its own time. */
    private static String picture() {
        return font().map(SampleLecture::slides)
                .findFirst()
                .orElse("testsrc2=size=1280x720:rate=25:duration=" + SECONDS);
    }

    private static String slides(Path font) {
        String text = "drawtext=fontfile=" + font + ":fontcolor=";
        return String.join(
                ",",
                "color=c=0xF4F1EA:size=1280x720:rate=25:duration=" + SECONDS,
                "drawbox=w=iw:h=96:color=0x1F3A5F:t=fill",
                text + "white:fontsize=44:x=48:y=26:text=Estrade",
                text + "0x1F3A5F:fontsize=64:x=96:y=170:text='Slide %{eif\\:t/10+1\\:d}'",
                bullet(1, 300),
                bullet(2, 390),
                bullet(3, 480),
                text + "0x1F3A5F:fontsize=56:x=w-tw-48:y=h-th-40:text='%{pts\\:hms}'");
    }

    /** One more bullet every three seconds, begun anew with each slide. */
    private static String bullet(int number, int y) {
        return "drawbox=x=110:y=" + y + ":w=" + (980 - 180 * number)
                + ":h=34:color=0x7A8CA5:t=fill:enable='gte(mod(t,10)," + (3 * number - 2) + ")'";
    }

    private static Stream<Path> font() {
        return FONT_FOLDERS.stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(SampleLecture::fonts)
                .filter(font -> font.toString().matches("[\\w/.-]+"))
                .limit(1);
    }

    private static Stream<Path> fonts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*(Sans|Arial|Verdana)[^/]*\\.ttf"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static void requireSuccess(FfmpegResult result) {
        if (!result.succeeded()) {
            throw new StackException("The sample lecture could not be made: " + result.errors());
        }
    }
}
