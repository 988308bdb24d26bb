package dev.estrade.upload.sniff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Containers that hold video or audio, told by their first bytes. Their names are those of FFmpeg's demuxers. */
public enum Container {
    MP4(head -> at(head, 4, "ftyp") || at(head, 4, "moov") || at(head, 4, "mdat") || at(head, 4, "wide")),
    MATROSKA(head -> at(head, 0, "\u001A\u0045\u00DF\u00A3")),
    AVI(head -> at(head, 0, "RIFF") && at(head, 8, "AVI ")),
    WAV(head -> at(head, 0, "RIFF") && at(head, 8, "WAVE")),
    MPEGTS(head -> at(head, 0, "G") && at(head, 188, "G") && at(head, 376, "G")),
    MPEG(head -> at(head, 0, "\u0000\u0000\u0001\u00BA")),
    FLV(head -> at(head, 0, "FLV\u0001")),
    ASF(head -> at(head, 0, "\u0030\u0026\u00B2\u0075\u008E\u0066\u00CF\u0011")),
    OGG(head -> at(head, 0, "OggS")),
    MXF(head -> at(head, 0, "\u0006\u000E\u002B\u0034\u0002\u0005\u0001\u0001")),
    FLAC(head -> at(head, 0, "fLaC")),
    MP3(head -> at(head, 0, "ID3") || at(head, 0, "\u00FF\u00FB") || at(head, 0, "\u00FF\u00F3")),
    AAC(head -> at(head, 0, "\u00FF\u00F1") || at(head, 0, "\u00FF\u00F9"));

    /** How much of a file must be looked at. */
    public static final int HEAD_BYTES = 512;

    private final Predicate<byte[]> test;

    Container(Predicate<byte[]> test) {
        this.test = test;
    }

    /** Empty if the bytes are the start of nothing that plays. */
    public static Optional<Container> sniff(byte[] head) {
        return Arrays.stream(values())
                .filter(container -> container.test.test(head))
                .findFirst();
    }

    /** The name in events, in lower case. */
    public String demuxer() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean at(byte[] head, int offset, String magic) {
        byte[] bytes = magic.getBytes(ISO_8859_1);
        return head.length >= offset + bytes.length
                && Arrays.equals(head, offset, offset + bytes.length, bytes, 0, bytes.length);
    }
}
