package dev.estrade.transcode.presentation;

import dev.estrade.transcode.probe.Probe;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the streams that a probe chose are encoded, by FFmpeg's names.
 *
 * @param pixels such as {@code yuv420p}
 * @param audio null for a silent video
 */
record Codecs(String video, String pixels, @Nullable String audio) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param ffprobeJson with {@code -show_streams} */
    static Codecs read(String ffprobeJson, Probe probe) {
        JsonNode streams = JSON.readTree(ffprobeJson).path("streams");
        JsonNode video = stream(streams, probe.video().index());
        Probe.Audio audio = probe.audio();
        return new Codecs(
                video.path("codec_name").asString(""),
                video.path("pix_fmt").asString(""),
                audio == null
                        ? null
                        : stream(streams, audio.index()).path("codec_name").asString(""));
    }

    private static JsonNode stream(JsonNode streams, int index) {
        return streams.valueStream()
                .filter(stream -> stream.path("index").asInt(-1) == index)
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }
}
