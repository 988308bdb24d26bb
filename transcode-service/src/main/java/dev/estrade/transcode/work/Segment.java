package dev.estrade.transcode.work;

import dev.estrade.transcode.encode.SegmentCipher;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;

/** A segment in the store, and what is needed to write or read it. */
record Segment(Lesson lesson, Plan plan, SegmentCipher cipher, String rendition, int number) {

    /** In the media bucket. */
    String key() {
        return lesson.folder() + rendition + "/" + Renditions.segment(rendition, number);
    }

    boolean isSound() {
        return plan.soundRenditions().contains(rendition);
    }

    byte[] encrypted(byte[] clear) {
        return cipher.encrypt(clear, Renditions.iv(plan, rendition, number));
    }

    byte[] decrypted(byte[] whole) {
        return cipher.decrypt(whole, Renditions.iv(plan, rendition, number));
    }

    /** @param start whole blocks from the beginning */
    byte[] startDecrypted(byte[] start, int length) {
        return cipher.decryptStart(start, Renditions.iv(plan, rendition, number), length);
    }
}
