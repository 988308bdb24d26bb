package dev.estrade.support.movie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2). @param body without size and type */
public record Box(ByteBuffer body) {
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    /** Of one name in one box: files have a few tracks, and attackers have millions. */
    private static final int MOST = 64;

    /** What stands at the beginning of a box. @param size header included; 0 reaches to the end of the file */
    public record Header(int code, long size, int length) {

        /** @throws BufferUnderflowException if these are too few bytes */
        public static Header read(ByteBuffer bytes) {
            long size = Integer.toUnsignedLong(bytes.getInt());
            int code = bytes.getInt();
            return size == 1 ? new Header(code, bytes.getLong(), LONG_HEADER) : new Header(code, size, HEADER);
        }

        /** @param remaining of the file; of which it is the last box if it does not say its size */
        public Header within(long remaining) {
            return size == 0 ? new Header(code, remaining, length) : this;
        }

        public boolean is(String type) {
            return code == Box.code(type);
        }

        public boolean fits(long remaining) {
            return size >= length && size <= remaining;
        }
    }

    public static int code(String type) {
        return ByteBuffer.wrap(type.getBytes(ISO_8859_1)).getInt();
    }

    /** The boxes of this type in it, up to the first bytes that are no box. */
    public List<Box> all(String type) {
        return all(type, MOST);
    }

    /** The first at this path below. */
    public Optional<Box> at(String... path) {
        Optional<Box> found = Optional.of(this);
        for (String type : path) {
            found = found.flatMap(box -> box.all(type, 1).stream().findFirst());
        }
        return found;
    }

    /** The body from its first byte on. */
    public ByteBuffer read() {
        return body.slice();
    }

    private List<Box> all(String type, int most) {
        List<Box> boxes = new ArrayList<>();
        ByteBuffer rest = read();
        while (rest.remaining() >= HEADER && boxes.size() < most) {
            int at = rest.position();
            Header header = Header.read(rest).within(rest.limit() - at);
            if (!header.fits(rest.limit() - at)) {
                break;
            }
            int size = (int) header.size();
            if (header.is(type)) {
                boxes.add(new Box(rest.slice(at + header.length(), size - header.length())));
            }
            rest.position(at + size);
        }
        return boxes;
    }
}
