package dev.estrade.upload.claim;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.FormationSubmitted.PresentationVideo;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The one decision about a formation's uploads: {@code CLAIMING → CLAIMED | REJECTED}, or {@code ABANDONED} from any of
 * them. Everything done to uploads before the decision is undone if it is a refusal, everything after follows from it.
 *
 * @param id names the request; the formation's own for the one that creates it
 * @param followedUp whether the uploads are in the state that the decision demands
 * @param since when the last transition was made; a sweeper resumes what stands still
 */
@Document("claims")
@CompoundIndex(def = "{'decision': 1, 'since': 1}")
@CompoundIndex(def = "{'followedUp': 1, 'since': 1}")
@CompoundIndex(def = "{'request.formationId': 1}")
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
        ABANDONED,
        /** The formation is deleted; what it held goes by itself. */
        ENDED
    }

    record Request(
            String formationId,
            String ownerId,
            boolean keepUploads,
            List<LessonVideo> videos,
            List<PresentationVideo> presentations) {

        List<String> videoIds() {
            return Stream.concat(
                            videos.stream().map(LessonVideo::videoId),
                            presentations.stream().map(PresentationVideo::videoId))
                    .toList();
        }
    }

    static Claim of(FormationSubmitted event) {
        Request request = new Request(
                event.formationId(), event.ownerId(), event.keepUploads(), event.videos(), event.presentations());
        return new Claim(event.claimId(), null, request, Decision.CLAIMING, false, Instant.now(), List.of(), null);
    }

    /** Abandoned before it was ever submitted, as far as this service has heard: there is nothing to follow up. */
    static Claim of(FormationAbandoned event) {
        Request nothing = new Request(event.formationId(), "", true, List.of(), List.of());
        return new Claim(event.claimId(), null, nothing, Decision.ABANDONED, true, Instant.now(), List.of(), null);
    }

    boolean isOpen() {
        return decision == Decision.CLAIMING;
    }

    /** Claimed if nothing was refused; decided once, later calls change nothing. */
    Claim decided(List<ClaimedUpload> claimed, List<RejectedUpload> refused) {
        if (!isOpen()) {
            return this;
        }
        String formation = request.formationId();
        return refused.isEmpty()
                ? with(
                        Decision.CLAIMED,
                        request.presentations().isEmpty(),
                        new UploadsClaimed(formation, nextVersion(), request.ownerId(), claimed, id))
                : with(Decision.REJECTED, false, new UploadsRejected(formation, nextVersion(), refused, id));
    }

    Claim abandoned() {
        return decision == Decision.ABANDONED || decision == Decision.ENDED
                ? this
                : new Claim(id, version, request, Decision.ABANDONED, false, Instant.now(), pending, pendingSince);
    }

    /** A claim that is still open is abandoned instead. */
    Claim ended() {
        return decision == Decision.CLAIMED
                ? new Claim(id, version, request, Decision.ENDED, true, Instant.now(), pending, pendingSince)
                : this;
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
