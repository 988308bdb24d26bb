package dev.estrade.generation.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.estrade.support.movie.Box;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Size and duration of a film, as its {@code moov} box has them (ISO/IEC 14496-12, 8.2.2 and 8.3.2). */
final class MovieHeader {
    private MovieHeader() {}

    /** {@link Facts#NONE} for what says neither. */
    static Facts read(byte[] body) {
        try {
            Box movie = new Box(ByteBuffer.wrap(body));
            Facts size = picture(movie).map(MovieHeader::size).orElse(Facts.NONE);
            return new Facts(
                    size.width(),
                    size.height(),
                    movie.at("mvhd").map(MovieHeader::seconds).orElse(null));
        } catch (BufferUnderflowException | IndexOutOfBoundsException cutOff) {
            return Facts.NONE;
        }
    }

    private static Optional<Box> picture(Box movie) {
        return movie.all("trak").stream()
                .filter(track ->
                        track.at("mdia", "hdlr").map(MovieHeader::isVideo).orElse(false))
                .findFirst()
                .flatMap(track -> track.at("tkhd"));
    }

    private static boolean isVideo(Box handler) {
        byte[] type = new byte[4];
        handler.read().get(8, type);
        return new String(type, ISO_8859_1).equals("vide");
    }

    /** 16.16 fixed-point numbers behind the matrix; one that turns the picture by a quarter has 0 where it scales. */
    private static Facts size(Box header) {
        ByteBuffer bytes = header.read();
        int matrix = bytes.get(0) == 1 ? 52 : 40;
        int width = bytes.getInt(matrix + 36) >>> 16;
        int height = bytes.getInt(matrix + 40) >>> 16;
        return bytes.getInt(matrix) == 0 ? Facts.size(height, width) : Facts.size(width, height);
    }

    private static @Nullable Double seconds(Box header) {
        ByteBuffer bytes = header.read();
        boolean wide = bytes.get(0) == 1;
        long scale = Integer.toUnsignedLong(bytes.getInt(wide ? 20 : 12));
        long ticks = wide ? bytes.getLong(24) : Integer.toUnsignedLong(bytes.getInt(16));
        return scale > 0 && ticks > 0 ? ticks / (double) scale : null;
    }
}
