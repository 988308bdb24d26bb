package dev.estrade.transcode.probe;

import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.probe.Probe.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads ffprobe's JSON. Every number in it was chosen by whoever made the file. */
final class ProbeReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_SIDE = 8192;
    private static final int MAX_SOUNDS = 8;
    private static final int MAX_SUBTITLES = 16;
    private static final Set<String> TEXT = Set.of("subrip", "ass", "mov_text", "webvtt", "text");
    /** Which of two interleaved fields comes first, in storage and on the screen. */
    private static final Set<String> FIELDS = Set.of("tt", "bb", "tb", "bt");

    private ProbeReader() {}

    static Probe read(String ffprobeJson) {
        JsonNode root = parse(ffprobeJson);
        Optional<JsonNode> video = streams(root, "video").findFirst();
        List<JsonNode> sounds = streams(root, "audio")
                .filter(stream -> stream.path("channels").asInt(0) > 0 && Cage.decodes(codec(stream)))
                // What plays unless somebody chooses comes first.
                .sorted(Comparator.comparing(stream -> !Labels.of(stream).isDefault()))
                .limit(MAX_SOUNDS)
                .toList();
        if (video.isEmpty() && sounds.isEmpty()) {
            throw new MediaException(TranscodeProblem.NOT_MEDIA, "neither picture nor sound");
        }
        double start = number(root.path("format").path("start_time"));
        double end = Stream.concat(video.stream(), sounds.stream())
                .mapToDouble(ProbeReader::endOf)
                .max()
                .orElse(0);
        return new Probe(
                start,
                end > 0 ? end - start : number(root.path("format").path("duration")),
                video.map(ProbeReader::picture).orElse(null),
                sounds.stream()
                        .map(stream -> new Probe.Audio(index(stream), codec(stream), Labels.of(stream)))
                        .toList(),
                streams(root, "subtitle")
                        .filter(stream -> TEXT.contains(codec(stream)))
                        .limit(MAX_SUBTITLES)
                        .map(stream -> new Probe.Subtitles(index(stream), Labels.of(stream)))
                        .toList());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new MediaException(TranscodeProblem.NOT_MEDIA, "ffprobe says nothing");
        }
    }

    /** A cover image is a video stream too, but not the lesson. */
    private static Stream<JsonNode> streams(JsonNode root, String type) {
        return root.path("streams")
                .valueStream()
                .filter(stream -> stream.path("codec_type").asString("").equals(type))
                .filter(stream ->
                        stream.path("disposition").path("attached_pic").asInt(0) == 0);
    }

    private static String codec(JsonNode stream) {
        return stream.path("codec_name").asString("");
    }

    private static Probe.Video picture(JsonNode stream) {
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        if (width <= 0 || height <= 0) {
            throw new MediaException(TranscodeProblem.UNSUPPORTED, "no picture size");
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new MediaException(TranscodeProblem.TOO_LARGE, width + "x" + height);
        }
        Fraction aspect = Fraction.parse(stream.path("sample_aspect_ratio").asString("1:1"));
        double ratio = aspect.equals(Fraction.UNKNOWN) ? 1 : Math.min(4, Math.max(0.25, aspect.value()));
        int shown = Math.max(1, (int) Math.round(width * ratio));
        boolean sideways = isSideways(stream);
        return new Probe.Video(
                index(stream),
                codec(stream),
                stream.path("pix_fmt").asString(""),
                sideways ? height : shown,
                sideways ? shown : height,
                Fraction.parse(stream.path("r_frame_rate").asString("")),
                Fraction.parse(stream.path("avg_frame_rate").asString("")),
                FIELDS.contains(stream.path("field_order").asString("")),
                range(stream.path("color_transfer").asString("")));
    }

    private static Range range(String transfer) {
        return switch (transfer) {
            case "smpte2084" -> Range.PQ;
            case "arib-std-b67" -> Range.HLG;
            default -> Range.SDR;
        };
    }

    private static boolean isSideways(JsonNode stream) {
        return stream.path("side_data_list")
                .valueStream()
                .mapToInt(data -> data.path("rotation").asInt(0))
                .anyMatch(degrees -> Math.abs(degrees) % 180 == 90);
    }

    private static int index(JsonNode stream) {
        return stream.path("index").asInt(0);
    }

    /** Zero if the stream does not say how long it is. */
    private static double endOf(JsonNode stream) {
        double duration = number(stream.path("duration"));
        if (duration <= 0) {
            duration = clock(stream.path("tags").path("DURATION").asString(""));
            return Math.max(0, duration);
        }
        return number(stream.path("start_time")) + duration;
    }

    /** Matroska's {@code 00:01:02.345000000}, which is an end, not a length. */
    private static double clock(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            return 0;
        }
        return decimal(parts[0]) * 3600 + decimal(parts[1]) * 60 + decimal(parts[2]);
    }

    private static double number(JsonNode text) {
        return decimal(text.asString("0"));
    }

    private static double decimal(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : 0;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
