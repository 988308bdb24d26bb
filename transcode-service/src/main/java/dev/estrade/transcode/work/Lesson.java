package dev.estrade.transcode.work;

import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.trace.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lesson that is made, and from what.
 *
 * @param generation the video's id: another video in the same place is another generation
 * @param ownerId the trainer's {@code sub}
 * @param traceparent of the request that it began with; null if that was not traced
 */
public record Lesson(
        Rel rel,
        String generation,
        String ownerId,
        Original original,
        Instant since,
        @Nullable String traceparent) {

    /** The uploaded object, pinned. @param container as sniffed at the upload */
    public record Original(String key, String etag, String container) {}

    static Lesson of(String ownerId, ClaimedUpload upload) {
        Original original = new Original(upload.objectKey(), upload.etag(), upload.container());
        return new Lesson(upload.rel(), upload.videoId(), ownerId, original, Instant.now(), TraceParent.current());
    }

    /** Of which nothing is known but its name. */
    static Lesson unknown(Rel rel, String generation) {
        return new Lesson(rel, generation, "", new Original("", "", ""), Instant.now(), null);
    }

    String id() {
        return rel + "@" + generation;
    }

    /** Where its renditions lie in the media bucket. */
    String folder() {
        return "hls/" + rel + "/" + generation + "/";
    }

    /** Where its poster lies, if it has one. */
    String poster() {
        return folder() + "poster.jpg";
    }
}
