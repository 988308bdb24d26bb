package dev.estrade.events;

import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stopped live leaves. Its recordings end now, if they had not ended before ({@link RecordingEnded}).
 *
 * @param ownerId the author's {@code sub}
 * @param recordings ids, oldest first; none if nothing was recorded
 * @param upload the film that the author uploaded himself, pinned; it is a recording whose id is the upload's
 */
public record LiveMediaAccepted(
        String liveId,
        long version,
        String stopId,
        String ownerId,
        List<String> recordings,
        @Nullable ClaimedUpload upload)
        implements Event {
    @Override
    public String aggregateId() {
        return liveId;
    }
}
