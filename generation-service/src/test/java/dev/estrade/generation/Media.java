package dev.estrade.generation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** Small files as backends make them. */
public final class Media {
    private Media() {}

    /** @param format {@code png}, {@code jpg} or {@code gif} */
    public static byte[] picture(String format, int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The boxes of a film, with its index behind 100 kB of what would be its pictures. */
    public static byte[] film(int width, int height, int millis) {
        ByteBuffer mvhd = ByteBuffer.allocate(100).putInt(12, 1000).putInt(16, millis);
        ByteBuffer tkhd = ByteBuffer.allocate(84)
                .putInt(40, 0x10000)
                .putInt(76, width << 16)
                .putInt(80, height << 16);
        ByteBuffer hdlr = ByteBuffer.allocate(24).put(8, "vide".getBytes(ISO_8859_1));
        byte[] track = box("trak", box("tkhd", tkhd.array()), box("mdia", box("hdlr", hdlr.array())));
        return join(
                box("ftyp", "isom\0\0\2\0isommp41".getBytes(ISO_8859_1)),
                box("mdat", new byte[100_000]),
                box("moov", box("mvhd", mvhd.array()), track));
    }

    public static byte[] moov(byte[] film) {
        String all = new String(film, ISO_8859_1);
        return all.substring(all.indexOf("moov") + 4).getBytes(ISO_8859_1);
    }

    private static byte[] box(String type, byte[]... bodies) {
        byte[] body = join(bodies);
        return join(
                ByteBuffer.allocate(8)
                        .putInt(body.length + 8)
                        .put(type.getBytes(ISO_8859_1))
                        .array(),
                body);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
