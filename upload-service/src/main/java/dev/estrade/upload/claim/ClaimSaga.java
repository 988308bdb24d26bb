package dev.estrade.upload.claim;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.claim.Claim.Decision;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.file.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Claims every upload of a formation, or none. Each step may be repeated at any time, by another replica as well: the
 * uploads' own states and the claim's one decision make the outcome the same.
 */
@Component
class ClaimSaga implements EventHandler {
    private static final int AT_ONCE = 16;
    private static final int SWEPT_AT_ONCE = 50;
    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    private final Claims claims;
    private final Uploads uploads;
    private final Verification verification;
    private final Removal removal;

    ClaimSaga(Claims claims, Uploads uploads, Verification verification, Removal removal) {
        this.claims = claims;
        this.uploads = uploads;
        this.verification = verification;
        this.removal = removal;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof FormationSubmitted submitted) {
            return submitted(submitted);
        }
        return event instanceof FormationAbandoned abandoned ? abandoned(abandoned) : Mono.empty();
    }

    Mono<Void> submitted(FormationSubmitted event) {
        return claims.begin(Claim.of(event)).flatMap(this::advance);
    }

    private Mono<Void> abandoned(FormationAbandoned event) {
        return claims.begin(Claim.of(event))
                .flatMap(known -> claims.change(known.id(), Claim::abandoned))
                .flatMap(this::advance);
    }

    /** Finishes what a crash left. */
    Mono<Void> sweep() {
        return claims.unfinished(Instant.now().minus(STANDSTILL), SWEPT_AT_ONCE)
                .concatMap(this::advance)
                .then();
    }

    private Mono<Void> advance(Claim claim) {
        return claim.isOpen() ? decide(claim).flatMap(this::followUp) : followUp(claim);
    }

    private Mono<Claim> decide(Claim claim) {
        return Flux.fromIterable(claim.request().videos())
                .flatMapSequential(video -> claimOne(claim, video), AT_ONCE)
                .collectList()
                .flatMap(outcomes -> claims.change(
                        claim.id(), current -> current.decided(Outcome.claimed(outcomes), Outcome.refused(outcomes))));
    }

    private Mono<Outcome> claimOne(Claim claim, LessonVideo video) {
        return uploads.findOwned(video.videoId(), claim.request().ownerId())
                .flatMap(verification::verify)
                .flatMap(upload -> uploads.change(upload.id(), current -> current.claimedBy(claim.id())))
                .map(upload -> Outcome.claimed(video, upload))
                .defaultIfEmpty(Outcome.refused(video, UploadProblem.UNKNOWN))
                .onErrorResume(ProblemException.class, refusal -> refused(video, refusal));
    }

    /** Only what the trainer can mend is a refusal; a store that is down is tried again. */
    private static Mono<Outcome> refused(LessonVideo video, ProblemException refusal) {
        return refusal.code() instanceof UploadProblem
                ? Mono.just(new Outcome.Refused(
                        new RejectedUpload(video.videoId(), refusal.code().code(), refusal.detail())))
                : Mono.error(refusal);
    }

    /** Undone even if it was before: a claim may have slipped in between the decision and this process's last step. */
    private Mono<Void> followUp(Claim claim) {
        if (claim.decision() == Decision.CLAIMED) {
            return Mono.empty();
        }
        return Flux.fromIterable(claim.request().videos())
                .flatMap(video -> undo(claim, video.videoId()), AT_ONCE)
                .then(claims.change(claim.id(), current -> current.followedUp(claim.decision())))
                .then();
    }

    /** Other people's uploads, and those that another formation holds, are never touched. */
    private Mono<Void> undo(Claim claim, String videoId) {
        boolean rollBack =
                claim.decision() == Decision.REJECTED && !claim.request().keepUploads();
        return uploads.findOwned(videoId, claim.request().ownerId())
                .flatMap(upload -> uploads.change(upload.id(), current -> current.releasedBy(claim.id())))
                .filter(upload -> rollBack && !upload.status().isHeld())
                .flatMap(upload -> removal.remove(upload.id()))
                .onErrorResume(ProblemException.class, taken -> isTaken(taken) ? Mono.empty() : Mono.error(taken));
    }

    private static boolean isTaken(ProblemException refusal) {
        return refusal.code() == UploadProblem.CLAIMED;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob claimSweep(ClaimSaga saga) {
            return new RecurringJob("claim sweep", Duration.ofSeconds(5), saga::sweep);
        }
    }

    /** What became of one upload. */
    private sealed interface Outcome {
        record Claimed(ClaimedUpload upload) implements Outcome {}

        record Refused(RejectedUpload upload) implements Outcome {}

        static Outcome claimed(LessonVideo video, Upload upload) {
            return new Claimed(upload.claimed(video.rel()));
        }

        static Outcome refused(LessonVideo video, UploadProblem problem) {
            return new Refused(new RejectedUpload(video.videoId(), problem.code(), problem.title()));
        }

        static List<ClaimedUpload> claimed(List<Outcome> outcomes) {
            return outcomes.stream()
                    .filter(Claimed.class::isInstance)
                    .map(outcome -> ((Claimed) outcome).upload())
                    .toList();
        }

        static List<RejectedUpload> refused(List<Outcome> outcomes) {
            return outcomes.stream()
                    .filter(Refused.class::isInstance)
                    .map(outcome -> ((Refused) outcome).upload())
                    .toList();
        }
    }
}
