package dev.estrade.transcode.probe;

import java.util.BitSet;

/**
 * H.264 as an MP4 file holds it, told by its sample table alone: a constant rate from zero on, one size, no turning.
 *
 * @param codec RFC 6381, such as {@code avc1.64001f}
 * @param profile {@code profile_idc} of ISO/IEC 14496-10
 * @param level {@code level_idc}
 * @param sizes of all frames in decoding order, in bytes
 * @param entrances frames at which decoding may begin, and across which no other frame is shown earlier or later
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, is never compared
public record Bitstream(
        String codec, int profile, int level, int width, int height, Fraction rate, int[] sizes, BitSet entrances) {

    public int frames() {
        return sizes.length;
    }

    /** Of some frames. @param end exclusive */
    public long bytes(long first, long end) {
        long sum = 0;
        for (long i = first; i < end; i++) {
            sum += sizes[(int) i];
        }
        return sum;
    }
}
