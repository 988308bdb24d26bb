package dev.estrade.transcode.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2). @param body without size and type */
record Box(String type, ByteBuffer body) {
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    /** What stands at the beginning of a box. @param size header included; 0 reaches to the end of the file */
    record Header(String type, long size, int length) {

        /** @throws BufferUnderflowException if these are too few bytes */
        static Header read(ByteBuffer bytes) {
            long size = Integer.toUnsignedLong(bytes.getInt());
            byte[] type = new byte[4];
            bytes.get(type);
            return size == 1
                    ? new Header(new String(type, ISO_8859_1), bytes.getLong(), LONG_HEADER)
                    : new Header(new String(type, ISO_8859_1), size, HEADER);
        }

        boolean fits(long remaining) {
            return size >= length && size <= remaining;
        }
    }

    /** Up to the first that is none. */
    static List<Box> all(ByteBuffer bytes) {
        List<Box> boxes = new ArrayList<>();
        ByteBuffer rest = bytes.slice();
        while (rest.remaining() >= HEADER) {
            int at = rest.position();
            Header header = Header.read(rest);
            if (!header.fits(rest.limit() - at)) {
                break;
            }
            int size = (int) header.size();
            boxes.add(new Box(header.type(), rest.slice(at + header.length(), size - header.length())));
            rest.position(at + size);
        }
        return boxes;
    }

    List<Box> children() {
        return all(body);
    }

    /** The first at this path below. */
    Optional<Box> at(String... path) {
        Optional<Box> found = Optional.of(this);
        for (String name : path) {
            found = found.flatMap(box -> box.children().stream()
                    .filter(child -> child.type().equals(name))
                    .findFirst());
        }
        return found;
    }

    /** The body from its first byte on. */
    ByteBuffer read() {
        return body.slice();
    }
}
