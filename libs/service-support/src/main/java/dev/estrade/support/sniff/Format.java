package dev.estrade.support.sniff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Formats of media, told by their first bytes. Those of video and audio are named like FFmpeg's demuxers. Pictures that
 * can hold scripts (SVG) are none.
 */
public enum Format {
    AVIF(Kind.PICTURE, "image/avif", head -> at(head, 4, "ftypavif") || at(head, 4, "ftypavis")),
    HEIC(Kind.PICTURE, "image/heic", head -> at(head, 4, "ftyphei") || at(head, 4, "ftypmif1")),
    JPEG(Kind.PICTURE, "image/jpeg", head -> at(head, 0, "\u00FF\u00D8\u00FF")),
    PNG(Kind.PICTURE, "image/png", head -> at(head, 0, "\u0089PNG\r\n\u001A\n")),
    GIF(Kind.PICTURE, "image/gif", head -> at(head, 0, "GIF87a") || at(head, 0, "GIF89a")),
    WEBP(Kind.PICTURE, "image/webp", head -> at(head, 0, "RIFF") && at(head, 8, "WEBP")),
    MP4(
            Kind.VIDEO,
            "video/mp4",
            head -> at(head, 4, "ftyp") || at(head, 4, "moov") || at(head, 4, "mdat") || at(head, 4, "wide")),
    WEBM(Kind.VIDEO, "video/webm", head -> isEbml(head) && within(head, 64, "webm")),
    MATROSKA(Kind.VIDEO, "video/x-matroska", Format::isEbml),
    AVI(Kind.VIDEO, "video/x-msvideo", head -> at(head, 0, "RIFF") && at(head, 8, "AVI ")),
    WAV(Kind.AUDIO, "audio/wav", head -> at(head, 0, "RIFF") && at(head, 8, "WAVE")),
    MPEGTS(Kind.VIDEO, "video/mp2t", head -> at(head, 0, "G") && at(head, 188, "G") && at(head, 376, "G")),
    MPEG(Kind.VIDEO, "video/mpeg", head -> at(head, 0, "\u0000\u0000\u0001\u00BA")),
    FLV(Kind.VIDEO, "video/x-flv", head -> at(head, 0, "FLV\u0001")),
    ASF(Kind.VIDEO, "video/x-ms-asf", head -> at(head, 0, "\u0030\u0026\u00B2\u0075\u008E\u0066\u00CF\u0011")),
    OGG(Kind.VIDEO, "video/ogg", head -> at(head, 0, "OggS")),
    MXF(Kind.VIDEO, "application/mxf", head -> at(head, 0, "\u0006\u000E\u002B\u0034\u0002\u0005\u0001\u0001")),
    FLAC(Kind.AUDIO, "audio/flac", head -> at(head, 0, "fLaC")),
    MP3(
            Kind.AUDIO,
            "audio/mpeg",
            head -> at(head, 0, "ID3") || at(head, 0, "\u00FF\u00FB") || at(head, 0, "\u00FF\u00F3")),
    AAC(Kind.AUDIO, "audio/aac", head -> at(head, 0, "\u00FF\u00F1") || at(head, 0, "\u00FF\u00F9"));

    /** What a format holds. */
    public enum Kind {
        VIDEO,
        AUDIO,
        PICTURE
    }

    /** How much of a file must be looked at. */
    public static final int HEAD_BYTES = 512;

    private final Kind kind;
    private final String contentType;
    private final Predicate<byte[]> test;

    Format(Kind kind, String contentType, Predicate<byte[]> test) {
        this.kind = kind;
        this.contentType = contentType;
        this.test = test;
    }

    /** Empty if the bytes are the start of nothing that is known. */
    public static Optional<Format> sniff(byte[] head) {
        return Arrays.stream(values()).filter(format -> format.test.test(head)).findFirst();
    }

    public Kind kind() {
        return kind;
    }

    /** What it is served as, whatever its uploader said. */
    public String contentType() {
        return contentType;
    }

    /** What files of this format are called, without the full stop. */
    public String extension() {
        return switch (this) {
            case JPEG -> "jpg";
            case MATROSKA -> "mkv";
            case MPEGTS -> "ts";
            default -> text();
        };
    }

    /** The name in events, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isEbml(byte[] head) {
        return at(head, 0, "\u001A\u0045\u00DF\u00A3");
    }

    private static boolean at(byte[] head, int offset, String magic) {
        byte[] bytes = magic.getBytes(ISO_8859_1);
        return head.length >= offset + bytes.length
                && Arrays.equals(head, offset, offset + bytes.length, bytes, 0, bytes.length);
    }

    private static boolean within(byte[] head, int limit, String text) {
        return new String(head, 0, Math.min(limit, head.length), ISO_8859_1).contains(text);
    }
}
