package dev.estrade.transcode.probe;

import dev.estrade.support.movie.Box;
import dev.estrade.transcode.TranscodeProblem;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the sample table of the one video track of a {@code moov} box (ISO/IEC 14496-12, 8.5 to 8.7). Whoever made the
 * file chose every number: one that does not fit the others makes the whole unusable, and what is allocated is bounded by
 * the box and by {@link #MOST_SAMPLES}.
 */
public final class SampleTable {
    private static final int[] UNTURNED = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
    private static final int MOST_EDITS = 1_000;
    /** Twelve hours at sixty a second. */
    private static final int MOST_SAMPLES = 12 * 3600 * 60;

    private static final int ONCE_AT_NORMAL_SPEED = 0x10000;

    private final Box track;
    private final long movieScale;

    private SampleTable(Box track, long movieScale) {
        this.track = track;
        this.movieScale = movieScale;
    }

    /** Empty unless it is H.264 that plays at a constant rate from its first frame to its last. @param moov its body */
    public static Optional<Bitstream> read(byte[] moov) {
        try {
            Box movie = new Box(ByteBuffer.wrap(moov));
            List<Box> videos =
                    movie.all("trak").stream().filter(SampleTable::isVideo).toList();
            return videos.size() == 1
                    ? movie.at("mvhd").flatMap(header -> new SampleTable(videos.get(0), scale(header)).bitstream())
                    : Optional.empty();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException odd) {
            return Optional.empty();
        }
    }

    /** @throws MediaException if a track is cut up as no editor does: FFmpeg walks the samples once for each piece */
    public static void requireFewEdits(byte[] moov) {
        for (Box track : new Box(ByteBuffer.wrap(moov)).all("trak")) {
            Stream.concat(Stream.of(track), track.all("edts").stream())
                    .flatMap(box -> box.all("elst").stream())
                    .forEach(SampleTable::requireFew);
        }
    }

    private static void requireFew(Box list) {
        ByteBuffer edits = list.read();
        int count = edits.remaining() < 8 ? 0 : edits.getInt(4);
        if (count < 0 || count > MOST_EDITS) {
            throw new MediaException(TranscodeProblem.UNSUPPORTED, count + " edits");
        }
    }

    private static boolean isVideo(Box track) {
        return track.at("mdia", "hdlr")
                .filter(handler -> handler.read().getInt(8) == Box.code("vide"))
                .isPresent();
    }

    private Optional<Bitstream> bitstream() {
        Box entry = box("mdia", "minf", "stbl", "stsd");
        ByteBuffer entries = entry.read();
        if (entries.getInt(4) != 1 || !isUnturned()) {
            return Optional.empty();
        }
        return new Box(entries.slice(8, entries.remaining() - 8)).at("avc1").flatMap(this::avc);
    }

    /** A visual sample entry has 78 bytes of its own before its boxes. */
    private Optional<Bitstream> avc(Box format) {
        ByteBuffer visual = format.read();
        ByteBuffer avcC = new Box(visual.slice(78, visual.remaining() - 78))
                .at("avcC")
                .orElseThrow(IllegalArgumentException::new)
                .read();
        int[] sizes = sizes();
        long delta = delta(sizes.length);
        long[] shown = shown(sizes.length, delta);
        if (sizes.length == 0 || delta <= 0 || !beginsAtZero(shown, delta)) {
            return Optional.empty();
        }
        long scale = scale(box("mdia", "mdhd"));
        return Optional.of(new Bitstream(
                "avc1.%06x".formatted(avcC.getInt(0) & 0xFFFFFF),
                avcC.get(1) & 0xFF,
                avcC.get(3) & 0xFF,
                visual.getShort(24) & 0xFFFF,
                visual.getShort(26) & 0xFFFF,
                Fraction.of(scale, delta),
                sizes,
                entrances(shown)));
    }

    private boolean isUnturned() {
        ByteBuffer header = box("tkhd").read();
        int at = header.get(0) == 1 ? 52 : 40;
        for (int i = 0; i < UNTURNED.length; i++) {
            if (header.getInt(at + 4 * i) != UNTURNED[i]) {
                return false;
            }
        }
        return true;
    }

    private int[] sizes() {
        ByteBuffer table = box("mdia", "minf", "stbl", "stsz").read();
        int common = table.getInt(4);
        int count = table.getInt(8);
        table.position(12);
        if (common != 0 || count < 0 || count > MOST_SAMPLES || count > table.remaining() / 4) {
            throw new IllegalArgumentException("stsz");
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = table.getInt();
            if (sizes[i] <= 0) {
                throw new IllegalArgumentException("stsz");
            }
        }
        return sizes;
    }

    /** Ticks from frame to frame; 0 if they differ. The last frame's may. */
    private long delta(int frames) {
        ByteBuffer table = box("mdia", "minf", "stbl", "stts").read().position(4);
        int runs = table.getInt();
        long first = Integer.toUnsignedLong(table.getInt());
        long delta = Integer.toUnsignedLong(table.getInt());
        return first == frames || runs == 2 && first == frames - 1L ? delta : 0;
    }

    /** When each frame is shown, in ticks, in decoding order. */
    private long[] shown(int frames, long delta) {
        long[] times = new long[frames];
        for (int i = 0; i < frames; i++) {
            times[i] = i * delta;
        }
        Optional<Box> offsets = track.at("mdia", "minf", "stbl", "ctts");
        if (offsets.isPresent()) {
            ByteBuffer table = offsets.get().read().position(4);
            int frame = 0;
            for (int run = table.getInt(); run > 0; run--) {
                int count = table.getInt();
                int offset = table.getInt();
                if (count < 0 || count > frames - frame) {
                    throw new IllegalArgumentException("ctts");
                }
                for (int end = frame + count; frame < end; frame++) {
                    times[frame] += offset;
                }
            }
        }
        return times;
    }

    /** One edit from the first frame to the last, or none. */
    private boolean beginsAtZero(long[] shown, long delta) {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (long time : shown) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        if (last - first != (shown.length - 1) * delta) {
            return false;
        }
        Optional<Box> list = track.at("edts", "elst");
        if (list.isEmpty()) {
            return first == 0;
        }
        ByteBuffer edits = list.get().read();
        boolean wide = edits.get(0) == 1;
        edits.position(4);
        boolean single = edits.getInt() == 1;
        long length = wide ? edits.getLong() : Integer.toUnsignedLong(edits.getInt());
        long begin = wide ? edits.getLong() : edits.getInt();
        long all = Math.multiplyExact(shown.length * delta, movieScale) / scale(box("mdia", "mdhd"));
        long frame = Math.multiplyExact(delta, movieScale) / scale(box("mdia", "mdhd"));
        return single
                && begin == first
                && edits.getInt() == ONCE_AT_NORMAL_SPEED
                && (length == 0 || length >= all - frame / 2 - 1);
    }

    /** Of the sync samples, those before which all earlier frames are shown, and after which none of them is. */
    private BitSet entrances(long[] shown) {
        BitSet sync = sync(shown.length);
        BitSet entrances = new BitSet(shown.length);
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < shown.length; i++) {
            entrances.set(i, sync.get(i) && shown[i] > latest);
            latest = Math.max(latest, shown[i]);
        }
        long earliest = Long.MAX_VALUE;
        for (int i = shown.length - 1; i >= 0; i--) {
            if (shown[i] > earliest) {
                entrances.clear(i);
            }
            earliest = Math.min(earliest, shown[i]);
        }
        return entrances;
    }

    /** Without a table all samples are. */
    private BitSet sync(int frames) {
        BitSet sync = new BitSet(frames);
        Optional<Box> list = track.at("mdia", "minf", "stbl", "stss");
        if (list.isEmpty()) {
            sync.set(0, frames);
            return sync;
        }
        ByteBuffer table = list.get().read().position(4);
        for (int left = table.getInt(); left > 0; left--) {
            int number = table.getInt();
            if (number < 1 || number > frames) {
                throw new IllegalArgumentException("stss");
            }
            sync.set(number - 1);
        }
        return sync;
    }

    private Box box(String... path) {
        return track.at(path).orElseThrow(IllegalArgumentException::new);
    }

    /** Of {@code mvhd} and {@code mdhd}: ticks per second. */
    private static long scale(Box header) {
        ByteBuffer bytes = header.read();
        return Integer.toUnsignedLong(bytes.getInt(bytes.get(0) == 1 ? 20 : 12));
    }
}
