package dev.estrade.transcode.probe;

import dev.estrade.transcode.TranscodeProblem;
import java.util.Arrays;

/** The containers that are read, and nothing else: playlists and scripts would make FFmpeg open other files. */
public enum Demuxer {
    MP4("mov"),
    MATROSKA("matroska"),
    AVI("avi"),
    WAV("wav"),
    MPEGTS("mpegts"),
    MPEG("mpeg"),
    FLV("flv"),
    ASF("asf"),
    OGG("ogg"),
    MXF("mxf"),
    FLAC("flac"),
    MP3("mp3"),
    AAC("aac");

    private final String ffmpegName;

    Demuxer(String ffmpegName) {
        this.ffmpegName = ffmpegName;
    }

    /** @param container as {@code UploadsClaimed} names it */
    public static Demuxer of(String container) {
        String known = container.equals("webm") ? "matroska" : container;
        return Arrays.stream(values())
                .filter(demuxer -> demuxer.name().equalsIgnoreCase(known))
                .findFirst()
                .orElseThrow(() -> new MediaException(TranscodeProblem.NOT_MEDIA, "no demuxer for " + container));
    }

    String ffmpegName() {
        return ffmpegName;
    }
}
