package dev.estrade.playback.publicfile;

import java.util.Map;
import org.springframework.http.MediaType;

/** Content types by extension: nothing in them runs in a browser, and what is unknown is only ever downloaded. */
final class FileTypes {
    private static final Map<String, MediaType> KNOWN = Map.ofEntries(
            Map.entry("3gp", new MediaType("video", "3gpp")),
            Map.entry("aac", new MediaType("audio", "aac")),
            Map.entry("avi", new MediaType("video", "x-msvideo")),
            Map.entry("avif", new MediaType("image", "avif")),
            Map.entry("bmp", new MediaType("image", "bmp")),
            Map.entry("flac", new MediaType("audio", "flac")),
            Map.entry("gif", MediaType.IMAGE_GIF),
            Map.entry("heic", new MediaType("image", "heic")),
            Map.entry("jpeg", MediaType.IMAGE_JPEG),
            Map.entry("jpg", MediaType.IMAGE_JPEG),
            Map.entry("m4a", new MediaType("audio", "mp4")),
            Map.entry("m4v", new MediaType("video", "mp4")),
            Map.entry("mkv", new MediaType("video", "x-matroska")),
            Map.entry("mov", new MediaType("video", "quicktime")),
            Map.entry("mp3", new MediaType("audio", "mpeg")),
            Map.entry("mp4", new MediaType("video", "mp4")),
            Map.entry("mpeg", new MediaType("video", "mpeg")),
            Map.entry("mpg", new MediaType("video", "mpeg")),
            Map.entry("ogg", new MediaType("video", "ogg")),
            Map.entry("ogv", new MediaType("video", "ogg")),
            Map.entry("png", MediaType.IMAGE_PNG),
            Map.entry("ts", new MediaType("video", "mp2t")),
            Map.entry("wav", new MediaType("audio", "wav")),
            Map.entry("webm", new MediaType("video", "webm")),
            Map.entry("webp", new MediaType("image", "webp")));

    private FileTypes() {}

    /** @param extension in lower case, without its dot */
    static MediaType of(String extension) {
        return KNOWN.getOrDefault(extension, MediaType.APPLICATION_OCTET_STREAM);
    }
}
