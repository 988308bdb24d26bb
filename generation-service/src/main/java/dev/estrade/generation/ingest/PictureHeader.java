package dev.estrade.generation.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.estrade.support.sniff.Format;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The size of a picture, as its first bytes have it. */
final class PictureHeader {
    private static final int START_OF_FRAME = 0xC0;
    private static final int LAST_START_OF_FRAME = 0xCF;

    private PictureHeader() {}

    /** {@link Facts#NONE} for what does not say it in these bytes. */
    static Facts read(Format format, byte[] head) {
        try {
            return switch (format) {
                case PNG -> png(ByteBuffer.wrap(head));
                case GIF -> gif(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
                case JPEG -> jpeg(ByteBuffer.wrap(head));
                case WEBP -> webp(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
                default -> Facts.NONE;
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException cutOff) {
            return Facts.NONE;
        }
    }

    /** The header chunk comes first: length, name, width, height. */
    private static Facts png(ByteBuffer head) {
        return Facts.size(head.getInt(16), head.getInt(20));
    }

    private static Facts gif(ByteBuffer head) {
        return Facts.size(head.getShort(6) & 0xFFFF, head.getShort(8) & 0xFFFF);
    }

    /** Segments until the one that begins a frame (ITU-T T.81, B.2.2); C4, C8 and CC begin none. */
    private static Facts jpeg(ByteBuffer head) {
        int at = 2;
        while ((head.get(at) & 0xFF) == 0xFF) {
            int marker = head.get(at + 1) & 0xFF;
            if (marker >= START_OF_FRAME && marker <= LAST_START_OF_FRAME && marker % 4 != 0
                    || marker == START_OF_FRAME) {
                return Facts.size(head.getShort(at + 7) & 0xFFFF, head.getShort(at + 5) & 0xFFFF);
            }
            at += marker == 0xFF ? 1 : 2 + (head.getShort(at + 2) & 0xFFFF);
        }
        return Facts.NONE;
    }

    /** Lossy, lossless or extended (RFC 9649). */
    private static Facts webp(ByteBuffer head) {
        String chunk = new String(head.array(), 12, 4, ISO_8859_1);
        return switch (chunk) {
            case "VP8 " -> Facts.size(head.getShort(26) & 0x3FFF, head.getShort(28) & 0x3FFF);
            case "VP8L" -> Facts.size((head.getInt(21) & 0x3FFF) + 1, (head.getInt(21) >> 14 & 0x3FFF) + 1);
            case "VP8X" -> Facts.size((head.getInt(24) & 0xFFFFFF) + 1, (head.getInt(27) & 0xFFFFFF) + 1);
            default -> Facts.NONE;
        };
    }
}
