package dev.estrade.transcode.live;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.encode.Fitting;
import dev.estrade.transcode.live.LiveStream.Format;
import dev.estrade.transcode.live.LiveStream.Piece;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.FfmpegFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Encodes a recording while it arrives: one rung, with its sound, in segments of two seconds. Blocks, and hands the
 * segments out as they are finished.
 */
final class StreamRun {
    /** Of pictures; sound alone is cut where a packet ends. */
    static final int SEGMENT_SECONDS = 2;

    static final int FRAME_RATE = 30;

    private static final Duration LIMIT = Duration.ofHours(24);
    private static final long LARGEST_SEGMENT = 1L << 28;
    private static final String LIST = "list.csv";
    private final Path folder;
    private final Format format;
    private final LiveStream before;
    /** Where this run begins in the recording, in seconds: what came before was played. */
    private final double from;

    private final ChunkFeed feed;
    private final FfmpegProcess process;
    private int handedOut;

    StreamRun(FfmpegTools tools, Path folder, Format format, LiveStream before, ChunkFeed feed, String preset) {
        this.folder = folder;
        this.format = format;
        this.before = before;
        this.from = format.start() + before.seconds();
        this.feed = feed;
        FfmpegCommand command = FfmpegCommand.of(arguments(preset))
                .in(folder)
                .within(LIMIT, LIMIT)
                .writingAtMost(LARGEST_SEGMENT);
        this.process = FfmpegProcess.fed(tools, command, feed);
    }

    /**
     * A segment in the clear.
     *
     * @param nextChunk with which another process would go on after it
     */
    record Made(Format format, Piece piece, int nextChunk, Path file) {}

    /**
     * Returns when the recording is over and everything is handed out, or after {@link #stop}.
     *
     * @throws dev.estrade.transcode.probe.MediaException if the recording is at fault
     * @throws IOException if it is not
     */
    void run(Consumer<Made> receiver) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve(format.rendition()));
        FfmpegResult result = process.run();
        handOut(receiver);
        if (!result.succeeded()) {
            throw FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED);
        }
    }

    void stop() {
        process.stop();
    }

    /** What FFmpeg has finished since the last time. */
    synchronized void handOut(Consumer<Made> receiver) throws IOException {
        Path list = folder.resolve(LIST);
        if (!Files.exists(list)) {
            return;
        }
        String text = Files.readString(list);
        // A line that is being written has no end yet.
        List<String> finished =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        for (; handedOut < finished.size(); handedOut++) {
            receiver.accept(made(finished.get(handedOut)));
        }
    }

    /** @param line name, begin and end in seconds */
    private Made made(String line) {
        String[] fields = line.split(",", -1);
        int number = before.nextNumber() + handedOut;
        double end = Double.parseDouble(fields[2]);
        double seconds = end - Double.parseDouble(fields[1]);
        boolean anew = handedOut == 0 && !before.pieces().isEmpty();
        Path file = folder.resolve(format.rendition()).resolve(Renditions.segment(format.rendition(), number));
        return new Made(format, new Piece(number, seconds, anew), feed.chunkAt(from + end), file);
    }

    private List<String> arguments(String preset) {
        Rung rung = format.rung();
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-copyts"));
        // The header says all, so that nothing is waited for.
        arguments.addAll(List.of("-probesize", "262144", "-analyzeduration", "1000000"));
        arguments.addAll(List.of(Fitting.KEEP_FILTERS, "0"));
        arguments.addAll(Cage.pipe(Demuxer.MATROSKA));
        if (rung != null) {
            arguments.addAll(picture(rung, preset));
        }
        if (format.sound()) {
            arguments.addAll(sound());
        }
        arguments.addAll(List.of("-map_metadata", "-1", "-muxdelay", "0", "-muxpreload", "0"));
        arguments.addAll(List.of("-f", "segment", "-segment_format", "mpegts"));
        arguments.addAll(List.of("-segment_time", Integer.toString(SEGMENT_SECONDS), "-segment_time_delta", "0.1"));
        arguments.addAll(List.of("-segment_start_number", Integer.toString(before.nextNumber())));
        arguments.addAll(List.of("-segment_list", LIST, "-segment_list_type", "csv"));
        arguments.add(format.rendition() + "/segment_%03d.ts");
        return arguments;
    }

    /** Pictures that are missing are repeated. */
    private List<String> picture(Rung rung, String preset) {
        String filter = "[0:v:0]trim=" + beginning("setpts") + ",fps=" + FRAME_RATE + ":start_time=0,"
                + Fitting.filter(rung.width(), rung.height()) + ",setsar=1,format=yuv420p[v]";
        String keyFrames = "expr:eq(mod(n," + FRAME_RATE * SEGMENT_SECONDS + "),0)";
        List<String> options = new ArrayList<>(List.of("-filter_complex", filter, "-map", "[v]"));
        options.addAll(List.of("-c:v", "libx264", "-preset", preset, "-crf", "23"));
        options.addAll(List.of("-maxrate", rung.maxKbps() + "k", "-bufsize", rung.maxKbps() + "k"));
        options.addAll(List.of("-profile:v", "high", "-level", Integer.toString(rung.level())));
        // What is looked ahead for is waited for.
        options.addAll(List.of("-bf", "0", "-rc-lookahead", "5"));
        options.addAll(List.of("-g", "9999", "-keyint_min", "1", "-sc_threshold", "0", "-flags", "+cgop"));
        options.addAll(List.of("-force_key_frames", keyFrames));
        return options;
    }

    /** Sound that is missing is silence. */
    private List<String> sound() {
        String filter = "[0:a:0]atrim=" + beginning("asetpts")
                + ",aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo[a]";
        return List.of("-filter_complex", filter, "-map", "[a]", "-c:a", "aac", "-b:a", "128k");
    }

    /** The rest of the recording, its times from 0 on. */
    private String beginning(String setTimes) {
        return String.format(Locale.ROOT, "start=%.6f,%s=PTS-(%.6f)/TB", from, setTimes, from);
    }
}
