package dev.estrade.catalog.formation;

import dev.estrade.events.UploadsRejected.RejectedUpload;
import java.util.List;

/**
 * What was asked for last, of a formation or of a change of one.
 *
 * @param claimId of the claim of its videos
 * @param refused why it came to nothing; empty while the answer is awaited
 */
record Draft(String claimId, Content content, List<RejectedUpload> refused) {

    boolean isOpen() {
        return refused.isEmpty();
    }

    Draft with(Content changed) {
        return new Draft(claimId, changed, refused);
    }
}
