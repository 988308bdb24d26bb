package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ffmpeg and ffprobe, as the tests' eyes and ears. */
final class Tools {
    private final FfmpegTools tools;

    Tools(FfmpegTools tools) {
        this.tools = tools;
    }

    /** @return standard output */
    byte[] ffmpeg(String... args) throws IOException {
        return run(tools.ffmpeg(), args);
    }

    JsonNode probe(Path file) throws IOException {
        byte[] json =
                run(tools.ffprobe(), "-show_streams", "-show_format", "-count_frames", "-of", "json", file.toString());
        return JsonMapper.shared().readTree(json);
    }

    /** The average colour of the frame at this second, as 0xRRGGBB. */
    int colourAt(Path file, double second) throws IOException {
        byte[] rgb = ffmpeg(
                "-i",
                file.toString(),
                "-ss",
                Double.toString(second),
                "-frames:v",
                "1",
                "-vf",
                "crop=iw/2:ih/2,scale=1:1:flags=area",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                "-");
        return (rgb[0] & 0xFF) << 16 | (rgb[1] & 0xFF) << 8 | rgb[2] & 0xFF;
    }

    private byte[] run(Path program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-v", "error"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(tools.environment());
        Path errors = java.nio.file.Files.createTempFile("ffmpeg", ".log");
        Process process = builder.redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + java.nio.file.Files.readString(errors, UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        java.nio.file.Files.delete(errors);
        return out;
    }
}
