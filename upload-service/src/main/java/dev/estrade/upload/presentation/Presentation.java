package dev.estrade.upload.form;

import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Upload.VerifiedContent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The presentation video of a course or a module, the newest that was uploaded.
 *
 * @param id its place, {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}
 * @param videoId null until the first one
 */
@Document("presentations")
record Presentation(
        @Id String id,
        @Version @Nullable Long version,
        @Nullable String videoId,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static Presentation of(String place) {
        return new Presentation(place, null, null, List.of(), null);
    }

    /** Where an upload of this kind will play: WebM is kept, anything else becomes MP4. */
    static String fileKey(String place, VerifiedContent content) {
        String extension = content.container().equals("webm") ? "webm" : "mp4";
        return "presentation_videos/" + place + "/presentation." + extension;
    }

    Presentation replacedBy(Upload upload) {
        VerifiedContent content = upload.verified();
        PresentationUploaded event = new PresentationUploaded(
                id,
                nextVersion(),
                upload.id(),
                upload.objectKey(),
                content.etag(),
                content.size(),
                content.container(),
                fileKey(id, content));
        return new Presentation(id, version, upload.id(), pendingWith(event), pendingSinceOrNow());
    }
}
