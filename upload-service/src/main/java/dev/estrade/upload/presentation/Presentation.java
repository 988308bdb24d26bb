package dev.estrade.upload.presentation;

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
 * @param videoId null if there is none
 * @param claimId the last claim of a formation that brought one; null if none did
 */
@Document("presentations")
record Presentation(
        @Id String id,
        @Version @Nullable Long version,
        @Nullable String videoId,
        @Nullable String claimId,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static Presentation of(String place) {
        return new Presentation(place, null, null, null, List.of(), null);
    }

    /** Where an upload of this kind will play: WebM is kept, anything else becomes MP4. */
    static String fileKey(String place, VerifiedContent content) {
        String extension = content.container().equals("webm") ? "webm" : "mp4";
        return "presentation_videos/" + place + "/presentation." + extension;
    }

    /** By a form. */
    Presentation replacedBy(Upload upload) {
        return replacedBy(upload, claimId, upload.ownerId());
    }

    /** By a formation's claim; following it up again brings nothing back that a form replaced meanwhile. */
    Presentation replacedBy(Upload upload, String claim) {
        return claim.equals(claimId) ? this : replacedBy(upload, claim, null);
    }

    private Presentation replacedBy(Upload upload, @Nullable String claim, @Nullable String ownerId) {
        VerifiedContent content = upload.verified();
        PresentationUploaded event = new PresentationUploaded(
                id,
                nextVersion(),
                upload.id(),
                upload.objectKey(),
                content.etag(),
                content.size(),
                content.container(),
                fileKey(id, content),
                ownerId);
        return new Presentation(id, version, upload.id(), claim, pendingWith(event), pendingSinceOrNow());
    }

    /** A newer upload stays. */
    Presentation without(String removed) {
        return removed.equals(videoId) ? new Presentation(id, version, null, claimId, pending, pendingSince) : this;
    }
}
