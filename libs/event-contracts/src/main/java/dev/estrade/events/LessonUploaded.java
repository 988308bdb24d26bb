package dev.estrade.events;

import dev.estrade.events.UploadsClaimed.ClaimedUpload;

/**
 * A form upload brought a lesson's video: its course, module and lesson come into being where they are unknown, and
 * where the lesson is known the video is a new generation of it. The object is pinned as in {@link UploadsClaimed}.
 */
public record LessonUploaded(long version, String ownerId, ClaimedUpload upload) implements Event {

    @Override
    public String aggregateId() {
        return upload.rel().toString();
    }
}
