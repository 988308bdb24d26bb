package dev.estrade.upload.claim;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The one decision about a formation's uploads: {@code CLAIMING → CLAIMED | REJECTED}, or {@code ABANDONED} from any of
 * them. Everything done to uploads before the decision is undone if it is a refusal, everything after follows from it.
 *
 * @param id the formation's
 * @param followedUp whether the uploads are in the state that the decision demands
 * @param since when the last transition was made; a sweeper resumes what stands still
 */
@Document("claims")
@CompoundIndex(def = "{'decision': 1, 'since': 1}")
@CompoundIndex(def = "{'followedUp': 1, 'since': 1}")
record Claim(
        @Id String id,
        @Version @Nullable Long version,
        Request request,
        Decision decision,
        boolean followedUp,
        Instant since,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    enum Decision {
        CLAIMING,
        CLAIMED,
        REJECTED,
        ABANDONED
    }

    record Request(String ownerId, boolean keepUploads, List<LessonVideo> videos) {}

    static Claim of(FormationSubmitted event) {
        Request request = new Request(event.ownerId(), event.keepUploads(), event.videos());
        return new Claim(event.formationId(), null, request, Decision.CLAIMING, false, Instant.now(), List.of(), null);
    }

    /** Abandoned before it was ever submitted, as far as this service has heard: there is nothing to follow up. */
    static Claim of(FormationAbandoned event) {
        Request nothing = new Request("", true, List.of());
        return new Claim(event.formationId(), null, nothing, Decision.ABANDONED, true, Instant.now(), List.of(), null);
    }

    boolean isOpen() {
        return decision == Decision.CLAIMING;
    }

    /** Claimed if nothing was refused; decided once, later calls change nothing. */
    Claim decided(List<ClaimedUpload> claimed, List<RejectedUpload> refused) {
        if (!isOpen()) {
            return this;
        }
        return refused.isEmpty()
                ? with(Decision.CLAIMED, true, new UploadsClaimed(id, nextVersion(), request.ownerId(), claimed, id))
                : with(Decision.REJECTED, false, new UploadsRejected(id, nextVersion(), refused, id));
    }

    Claim abandoned() {
        return decision == Decision.ABANDONED
                ? this
                : new Claim(id, version, request, Decision.ABANDONED, false, Instant.now(), pending, pendingSince);
    }

    Claim followedUp(Decision of) {
        return followedUp || decision != of
                ? this
                : new Claim(id, version, request, decision, true, since, pending, pendingSince);
    }

    private Claim with(Decision made, boolean done, Event event) {
        return new Claim(id, version, request, made, done, Instant.now(), pendingWith(event), pendingSinceOrNow());
    }
}
