package dev.estrade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same ladder by one plain ffmpeg command: AES-128 HLS of all rungs and the sound, with transcode-service's encoder
 * options. It reads a local file, writes local files, and nobody can play them before it has ended.
 */
final class RawLadder {
    private static final Path FOLDER = Clips.FOLDER.resolve("raw");
    private static final int SEGMENT_SECONDS = 4;

    /** As transcode-service has them, for 30 pictures a second and fewer: the VBV's kbit/s and the level. */
    private static final Map<String, Limits> LIMITS = Map.of(
            "720p", new Limits(2800, 31),
            "480p", new Limits(1400, 30),
            "360p", new Limits(800, 30),
            "240p", new Limits(400, 21));

    private final Ffmpeg ffmpeg;
    private final Clip clip;
    private final List<Rung> rungs;

    private record Limits(int maxKbps, int level) {}

    /** @param rungs that Estrade made of this clip */
    RawLadder(Ffmpeg ffmpeg, Clip clip, List<Rung> rungs) {
        this.ffmpeg = ffmpeg;
        this.clip = clip;
        this.rungs = rungs;
    }

    /** @return seconds */
    double run() throws IOException, InterruptedException {
        clear();
        Files.write(FOLDER.resolve("enc.key"), new SecureRandom().generateSeed(16));
        Files.writeString(FOLDER.resolve("key.info"), "../enc.key\n" + FOLDER.resolve("enc.key") + "\n");
        long begin = System.nanoTime();
        ffmpeg.run("raw", clip.seconds(), FOLDER, arguments());
        return (System.nanoTime() - begin) / 1e9;
    }

    Path folder(Rung rung) {
        return FOLDER.resolve(rung.name());
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(List.of("-i", clip.file().toString(), "-filter_complex", filter()));
        for (int i = 0; i < rungs.size(); i++) {
            arguments.addAll(output(i));
        }
        arguments.addAll(List.of("-map", "0:a:0", "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2"));
        arguments.addAll(List.of("-f", "hls", "-hls_time", Integer.toString(SEGMENT_SECONDS)));
        arguments.addAll(List.of("-hls_playlist_type", "vod", "-hls_key_info_file", "key.info"));
        arguments.addAll(List.of("-master_pl_name", "output.m3u8", "-var_stream_map", variants()));
        arguments.addAll(List.of("-hls_segment_filename", "%v/segment_%03d.ts", "%v/index.m3u8"));
        return arguments;
    }

    private String filter() {
        StringBuilder split = new StringBuilder("[0:v:0]split=" + rungs.size());
        StringBuilder scaled = new StringBuilder();
        for (int i = 0; i < rungs.size(); i++) {
            split.append("[s").append(i).append(']');
            scaled.append(";[s%d]scale=%d:%d:flags=bicubic,format=yuv420p[o%d]"
                    .formatted(i, rungs.get(i).width(), rungs.get(i).height(), i));
        }
        return split.append(scaled).toString();
    }

    private List<String> output(int index) {
        Limits limits = LIMITS.get(rungs.get(index).name());
        if (limits == null) {
            throw new IllegalStateException("Not known: " + rungs.get(index));
        }
        String of = ":v:" + index;
        String gop = Integer.toString(SEGMENT_SECONDS * Clip.RATE);
        List<String> options = new ArrayList<>(List.of("-map", "[o" + index + "]"));
        options.addAll(List.of("-c" + of, "libx264", "-preset" + of, "veryfast", "-crf" + of, "23"));
        options.addAll(List.of("-maxrate" + of, limits.maxKbps() + "k", "-bufsize" + of, limits.maxKbps() + "k"));
        options.addAll(List.of("-profile" + of, "high", "-level" + of, Integer.toString(limits.level())));
        options.addAll(List.of("-bf" + of, "2", "-g" + of, gop, "-keyint_min" + of, gop));
        options.addAll(List.of("-sc_threshold" + of, "0", "-flags" + of, "+cgop"));
        return options;
    }

    private String variants() {
        StringBuilder variants = new StringBuilder("a:0,agroup:sound,name:audio");
        for (int i = 0; i < rungs.size(); i++) {
            variants.append(
                    " v:%d,agroup:sound,name:%s".formatted(i, rungs.get(i).name()));
        }
        return variants.toString();
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(FOLDER);
    }
}
