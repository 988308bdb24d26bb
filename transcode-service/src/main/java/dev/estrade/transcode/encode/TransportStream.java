package dev.estrade.transcode.encode;

import java.io.ByteArrayOutputStream;

/** MPEG-2 transport stream (ISO/IEC 13818-1), as far as one has to look into a segment. */
public final class TransportStream {
    private static final int PACKET = 188;
    private static final int SYNC = 0x47;
    private static final int PES_HEADER = 4;
    private static final int PES_TIME = 9;
    private static final int TIME = 5;
    private static final int NAL_TYPE = 0x1F;
    private static final int IDR = 5;
    private static final int FIRST_SLICE = 1;

    private TransportStream() {}

    /**
     * Where the first picture of a segment ends, the tables before it included.
     *
     * @param segment in the clear
     * @return bytes; all of them if there is no second picture
     */
    public static int endOfFirstPicture(byte[] segment) {
        int video = -1;
        for (int at = 0; isPacket(segment, at); at += PACKET) {
            if (!beginsPicture(segment, at)) {
                continue;
            }
            if (pid(segment, at) == video) {
                return at;
            }
            video = pid(segment, at);
        }
        return segment.length;
    }

    /**
     * When the first picture is shown, by its PES header (ISO/IEC 13818-1, 2.4.3.6).
     *
     * @param segment its beginning is enough
     * @return in 90 kHz ticks, modulo 2³³; -1 if none begins here
     */
    static long firstPictureTime(byte[] segment) {
        for (int at = 0; isPacket(segment, at); at += PACKET) {
            int time = payload(segment, at) + PES_TIME;
            if (beginsPicture(segment, at) && time + TIME <= at + PACKET && (segment[time - 2] & 0x80) != 0) {
                return (segment[time] & 0x0EL) << 29
                        | (segment[time + 1] & 0xFFL) << 22
                        | (segment[time + 2] & 0xFEL) << 14
                        | (segment[time + 3] & 0xFFL) << 7
                        | (segment[time + 4] & 0xFEL) >> 1;
            }
        }
        return -1;
    }

    /** How many pictures it holds, if each has a PES packet of its own. */
    static int pictures(byte[] segment) {
        int count = 0;
        for (int at = 0; isPacket(segment, at); at += PACKET) {
            count += beginsPicture(segment, at) ? 1 : 0;
        }
        return count;
    }

    /** Whether the first H.264 slice is one of an instantaneous decoding refresh (ISO/IEC 14496-10, table 7-1). */
    static boolean beginsWithKeyFrame(byte[] segment) {
        byte[] picture = firstPicture(segment);
        for (int i = 0; i + 3 < picture.length; i++) {
            if (picture[i] == 0 && picture[i + 1] == 0 && picture[i + 2] == 1) {
                int type = picture[i + 3] & NAL_TYPE;
                if (type >= FIRST_SLICE && type <= IDR) {
                    return type == IDR;
                }
            }
        }
        return false;
    }

    /** Payloads of its packets, the PES header included. */
    private static byte[] firstPicture(byte[] segment) {
        ByteArrayOutputStream payloads = new ByteArrayOutputStream();
        int end = endOfFirstPicture(segment);
        int video = -1;
        for (int at = 0; at < end && isPacket(segment, at); at += PACKET) {
            video = beginsPicture(segment, at) ? pid(segment, at) : video;
            if (pid(segment, at) == video) {
                int payload = Math.min(payload(segment, at), at + PACKET);
                payloads.write(segment, payload, at + PACKET - payload);
            }
        }
        return payloads.toByteArray();
    }

    private static boolean isPacket(byte[] segment, int at) {
        return at + PACKET <= segment.length && segment[at] == SYNC;
    }

    private static int pid(byte[] segment, int at) {
        return (segment[at + 1] & 0x1F) << 8 | segment[at + 2] & 0xFF;
    }

    /** Behind header and adaptation field. */
    private static int payload(byte[] segment, int at) {
        boolean adapted = (segment[at + 3] & 0x20) != 0;
        return at + 4 + (adapted ? 1 + (segment[at + 4] & 0xFF) : 0);
    }

    /** A payload that starts with the header of a video PES packet. */
    private static boolean beginsPicture(byte[] segment, int at) {
        boolean starts = (segment[at + 1] & 0x40) != 0;
        boolean hasPayload = (segment[at + 3] & 0x10) != 0;
        int payload = payload(segment, at);
        return starts
                && hasPayload
                && payload + PES_HEADER <= at + PACKET
                && segment[payload] == 0
                && segment[payload + 1] == 0
                && segment[payload + 2] == 1
                && (segment[payload + 3] & 0xF0) == 0xE0;
    }
}
