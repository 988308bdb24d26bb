package dev.estrade.transcode.encode;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Plan.Track;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** FFmpeg's arguments for the text of a file: WebVTT, one segment as long as the lesson. */
final class SubtitlePass {
    private static final String SIGNATURE = "WEBVTT";
    /** Text zero is when the picture's timestamps, which begin at ten seconds, do (RFC 8216, section 3.5). */
    private static final String TIMESTAMPS = "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000";

    /** Bytes of a text; it ends there. */
    private static final String LARGEST = Integer.toString(16 << 20);

    private SubtitlePass() {}

    static List<String> arguments(Source source, Plan plan) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(Cage.input(source));
        for (Track text : plan.subtitles()) {
            arguments.addAll(List.of("-map", "0:" + text.stream(), "-map_metadata", "-1"));
            arguments.addAll(List.of("-c:s", "webvtt", "-fs", LARGEST, "-f", "webvtt"));
            arguments.add(text.rendition() + "/" + Renditions.segment(text.rendition(), 0));
        }
        return arguments;
    }

    /** Says when it begins; what could not be read becomes a text without a word. */
    static void complete(Path file) throws IOException {
        String text = Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
        String cues = text.startsWith(SIGNATURE) ? text.substring(SIGNATURE.length()) : "\n";
        Files.writeString(file, SIGNATURE + "\n" + TIMESTAMPS + cues, UTF_8);
    }
}
