package dev.estrade.transcode.presentation;

import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpeg makes of a file: streams that a browser plays are copied, the others are encoded, and everything that a
 * camera wrote beside them (place, owner, chapters) is left out.
 *
 * @param video arguments for the picture
 * @param audio arguments for the sound; null for a silent video
 */
record Recipe(Format format, List<String> video, @Nullable List<String> audio) {

    private static final int SHORT_SIDE = 1080;
    private static final List<String> COPY = List.of("copy");
    private static final Set<String> PIXELS = Set.of("yuv420p", "yuvj420p");

    /** What the file becomes, told by its extension. */
    enum Format {
        MP4("mp4", "video/mp4", Demuxer.MP4),
        WEBM("webm", "video/webm", Demuxer.MATROSKA);

        private final String extension;
        private final String contentType;
        private final Demuxer demuxer;

        Format(String extension, String contentType, Demuxer demuxer) {
            this.extension = extension;
            this.contentType = contentType;
            this.demuxer = demuxer;
        }

        static Format of(String extension) {
            return extension.equals(WEBM.extension) ? WEBM : MP4;
        }

        String contentType() {
            return contentType;
        }

        /** That reads it. */
        Demuxer demuxer() {
            return demuxer;
        }

        String fileName() {
            return "presentation." + extension;
        }
    }

    /** @param preset x264's */
    static Recipe of(Demuxer container, Probe probe, Format format, String preset) {
        Probe.Video picture = probe.requireVideo();
        boolean copyVideo = switch (format) {
            case MP4 -> container == Demuxer.MP4 && picture.codec().equals("h264") && PIXELS.contains(picture.pixels());
            case WEBM -> Set.of("vp8", "vp9", "av1").contains(picture.codec());
        };
        List<String> video = copyVideo ? COPY : encoded(picture, format, preset);
        Probe.Audio sound = probe.sound();
        return new Recipe(format, video, sound == null ? null : audio(container, sound.codec(), format));
    }

    /** After the input. The file is relative to the run's folder. */
    List<String> output(Probe probe) {
        List<String> arguments =
                new ArrayList<>(List.of("-map", "0:" + probe.requireVideo().index(), "-c:v"));
        arguments.addAll(video);
        Probe.Audio sound = probe.sound();
        if (sound != null && audio != null) {
            arguments.addAll(List.of("-map", "0:" + sound.index(), "-c:a"));
            arguments.addAll(audio);
        }
        arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
        if (format == Format.MP4) {
            arguments.addAll(List.of("-movflags", "+faststart"));
        }
        arguments.addAll(List.of("-f", format.extension, format.fileName()));
        return arguments;
    }

    private static List<String> audio(Demuxer container, String codec, Format format) {
        return switch (format) {
            case MP4 ->
                container == Demuxer.MP4 && codec.equals("aac")
                        ? COPY
                        : List.of("aac", "-b:a", "128k", "-ac", "2", "-ar", "48000");
            case WEBM ->
                Set.of("opus", "vorbis").contains(codec) ? COPY : List.of("libopus", "-b:a", "96k", "-ac", "2");
        };
    }

    private static List<String> encoded(Probe.Video picture, Format format, String preset) {
        List<String> encoder = switch (format) {
            case MP4 -> List.of("libx264", "-preset", preset, "-crf", "23", "-maxrate", "5000k", "-bufsize", "10000k");
            case WEBM -> List.of("libvpx", "-deadline", "realtime", "-cpu-used", "4", "-crf", "10", "-b:v", "4000k");
        };
        List<String> arguments = new ArrayList<>(encoder);
        arguments.addAll(List.of("-vf", filter(picture), "-fpsmax", "60"));
        return arguments;
    }

    /** Never above the source; 4:2:0 needs even sides. */
    private static String filter(Probe.Video picture) {
        double scale = Math.min(1, (double) SHORT_SIDE / Math.min(picture.width(), picture.height()));
        return String.format(
                Locale.ROOT,
                "scale=%d:%d:flags=bicubic,setsar=1,format=yuv420p",
                even(picture.width() * scale),
                even(picture.height() * scale));
    }

    private static int even(double side) {
        return Math.max(2, (int) Math.round(side / 2) * 2);
    }
}
