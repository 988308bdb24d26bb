package dev.estrade.transcode.encode;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.FfmpegFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a seek bar shows: a small picture of each segment's beginning, a hundred to a sheet, and WebVTT that says where. */
public final class SpriteSheets {
    private static final int COLUMNS = 10;
    private static final int ROWS = 10;
    private static final int WIDTH = 160;

    private final Plan plan;

    public SpriteSheets(Plan plan) {
        this.plan = plan;
    }

    public int count() {
        return (plan.segments() + COLUMNS * ROWS - 1) / (COLUMNS * ROWS);
    }

    public static String name(int sheet) {
        return "sheet_%03d.jpg".formatted(sheet);
    }

    /** Cues whose text is a sheet and a place on it, as players' thumbnail plug-ins read them. */
    public String thumbnails() {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < plan.segments(); i++) {
            int place = i % (COLUMNS * ROWS);
            text.append(String.format(
                    Locale.ROOT,
                    "\n%s --> %s\n%s#xywh=%d,%d,%d,%d\n",
                    clock(plan.seconds(plan.firstFrame(i))),
                    clock(plan.seconds(plan.endFrame(i))),
                    name(i / (COLUMNS * ROWS)),
                    place % COLUMNS * WIDTH,
                    place / COLUMNS * height(),
                    WIDTH,
                    height()));
        }
        return text.toString();
    }

    /**
     * Draws the sheets. Blocks.
     *
     * @param folder where they appear
     * @param pictures the segments' first pictures, one after the other, as MPEG-TS
     * @return the sheets, in order
     */
    public List<Path> draw(FfmpegTools tools, Path folder, Path pictures) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(List.of("-protocol_whitelist", "fd", "-f", "mpegts", "-i", "fd:", "-an"));
        arguments.addAll(
                List.of("-vf", "scale=%d:%d,format=yuvj420p,tile=%dx%d".formatted(WIDTH, height(), COLUMNS, ROWS)));
        arguments.addAll(List.of("-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", "5"));
        arguments.addAll(List.of("-f", "image2", "-start_number", "0", "sheet_%03d.jpg"));
        FfmpegResult result = new FfmpegProcess(
                        tools,
                        FfmpegCommand.of(arguments).in(folder).reading(pictures).atIdlePriority())
                .run();
        List<Path> sheets = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            sheets.add(folder.resolve(name(i)));
        }
        if (!result.succeeded() || !sheets.stream().allMatch(Files::exists)) {
            throw FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED);
        }
        return sheets;
    }

    private int height() {
        Rung largest = plan.rungs().get(0);
        return Math.max(2, (int) Math.round((double) WIDTH * largest.height() / largest.width() / 2) * 2);
    }

    private static String clock(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }
}
