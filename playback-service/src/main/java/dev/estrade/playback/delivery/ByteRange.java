package dev.estrade.playback.delivery;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * The part of a file that is asked for (RFC 9110, 14.2), both ends included; {@code last} is before {@code first} if the
 * file is empty. Ranges that are not understood, and several at once, ask for the whole.
 */
record ByteRange(long first, long last, long size) {

    /**
     * @param etag of the file, quoted; a range that is wanted of other bytes ({@code If-Range}) is passed over. So is one
     *     that is wanted by date, which is weaker than our ETags
     * @return empty if the file does not have these bytes
     */
    static Optional<ByteRange> of(HttpHeaders asked, String etag, long size) {
        String condition = asked.getFirst(HttpHeaders.IF_RANGE);
        List<HttpRange> ranges = condition == null || condition.equals(etag) ? ranges(asked) : List.of();
        if (ranges.size() != 1) {
            return Optional.of(new ByteRange(0, size - 1, size));
        }
        long first = ranges.get(0).getRangeStart(size);
        return first < size
                ? Optional.of(new ByteRange(first, ranges.get(0).getRangeEnd(size), size))
                : Optional.empty();
    }

    private static List<HttpRange> ranges(HttpHeaders asked) {
        try {
            return asked.getRange();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    long length() {
        return last - first + 1;
    }

    boolean whole() {
        return length() == size;
    }

    /** The value of {@code Content-Range}. */
    String content() {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
