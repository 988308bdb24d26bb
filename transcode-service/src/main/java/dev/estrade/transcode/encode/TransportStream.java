package dev.estrade.transcode.encode;

/** MPEG-2 transport stream (ISO/IEC 13818-1), as far as one has to look into a segment. */
public final class TransportStream {
    private static final int PACKET = 188;
    private static final int SYNC = 0x47;
    private static final int PES_HEADER = 4;

    private TransportStream() {}

    /**
     * Where the first picture of a segment ends, the tables before it included.
     *
     * @param segment in the clear
     * @return bytes; all of them if there is no second picture
     */
    public static int endOfFirstPicture(byte[] segment) {
        int video = -1;
        for (int at = 0; at + PACKET <= segment.length && segment[at] == SYNC; at += PACKET) {
            int pid = (segment[at + 1] & 0x1F) << 8 | segment[at + 2] & 0xFF;
            if (!beginsPicture(segment, at)) {
                continue;
            }
            if (pid == video) {
                return at;
            }
            video = pid;
        }
        return segment.length;
    }

    /** A payload that starts with the header of a video PES packet. */
    private static boolean beginsPicture(byte[] segment, int at) {
        boolean starts = (segment[at + 1] & 0x40) != 0;
        boolean hasPayload = (segment[at + 3] & 0x10) != 0;
        boolean adapted = (segment[at + 3] & 0x20) != 0;
        int payload = at + 4 + (adapted ? 1 + (segment[at + 4] & 0xFF) : 0);
        return starts
                && hasPayload
                && payload + PES_HEADER <= at + PACKET
                && segment[payload] == 0
                && segment[payload + 1] == 0
                && segment[payload + 2] == 1
                && (segment[payload + 3] & 0xF0) == 0xE0;
    }
}
