package dev.estrade.upload.claim;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationSubmitted;
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
import dev.estrade.upload.presentation.Presentations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    private final Claims claims;
    private final Uploads uploads;
    private final Verification verification;
    private final Removal removal;
    private final Presentations presentations;

    ClaimSaga(Claims claims, Uploads uploads, Verification verification, Removal removal, Presentations presentations) {
        this.claims = claims;
        this.uploads = uploads;
        this.verification = verification;
        this.removal = removal;
        this.presentations = presentations;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof FormationSubmitted submitted) {
            return submitted(submitted);
        }
        if (event instanceof FormationAbandoned abandoned) {
            return abandoned(abandoned);
        }
        return event instanceof FormationDeleted deleted
                ? claims.of(deleted.formationId())
                        .concatMap(claim -> claims.change(claim.id(), Claim::ended))
                        .then()
                : Mono.empty();
    }

    Mono<Void> submitted(FormationSubmitted event) {
        return claims.begin(Claim.of(event)).flatMap(this::advance);
    }

    private Mono<Void> abandoned(FormationAbandoned event) {
        return claims.begin(Claim.of(event))
                .flatMap(known -> claims.change(known.id(), Claim::abandoned))
                .flatMap(this::advance);
    }

    /** Finishes what a crash left, and forgets what is long over. */
    Mono<Void> sweep() {
        Instant now = Instant.now();
        return claims.unfinished(now.minus(STANDSTILL), SWEPT_AT_ONCE)
                .concatMap(this::advance)
                .then(claims.forget(now.minus(KEPT)));
    }

    private Mono<Void> advance(Claim claim) {
        return claim.isOpen() ? decide(claim).flatMap(this::followUp) : followUp(claim);
    }

    /** All rows are read at once: a formation may have hundreds. */
    private Mono<Claim> decide(Claim claim) {
        return uploads.findAllOwned(claim.request().videoIds(), claim.request().ownerId())
                .collectMap(Upload::id)
                .flatMap(found -> decide(claim, found));
    }

    private Mono<Claim> decide(Claim claim, Map<String, Upload> found) {
        Flux<Outcome> lessons = Flux.fromIterable(claim.request().videos())
                .flatMapSequential(
                        video -> claimOne(
                                claim,
                                video.videoId(),
                                found,
                                upload -> new Outcome.Claimed(upload.claimed(video.rel()))),
                        AT_ONCE);
        Flux<Outcome> presentations = Flux.fromIterable(claim.request().presentations())
                .concatMap(video -> claimOne(claim, video.videoId(), found, upload -> new Outcome.Presented()));
        return lessons.concatWith(presentations)
                .collectList()
                .flatMap(outcomes -> claims.change(
                        claim.id(), current -> current.decided(Outcome.claimed(outcomes), Outcome.refused(outcomes))));
    }

    private Mono<Outcome> claimOne(
            Claim claim, String videoId, Map<String, Upload> found, Function<Upload, Outcome> claimed) {
        return Mono.justOrEmpty(found.get(videoId))
                .flatMap(verification::verify)
                .flatMap(upload -> uploads.change(upload, current -> current.claimedBy(claim.id())))
                .map(claimed)
                .defaultIfEmpty(Outcome.refused(videoId, UploadProblem.UNKNOWN))
                .onErrorResume(ProblemException.class, refusal -> refused(videoId, refusal));
    }

    /** Only what the trainer can mend is a refusal; a store that is down is tried again. */
    private static Mono<Outcome> refused(String videoId, ProblemException refusal) {
        return refusal.code() instanceof UploadProblem
                ? Mono.just(new Outcome.Refused(
                        new RejectedUpload(videoId, refusal.code().code(), refusal.detail())))
                : Mono.error(refusal);
    }

    /** Undone even if it was before: a claim may have slipped in between the decision and this process's last step. */
    private Mono<Void> followUp(Claim claim) {
        Mono<Void> steps = switch (claim.decision()) {
            case CLAIMED -> present(claim);
            case REJECTED, ABANDONED ->
                Flux.fromIterable(claim.request().videoIds())
                        .flatMap(videoId -> undo(claim, videoId), AT_ONCE)
                        .then();
            case CLAIMING, ENDED -> Mono.empty();
        };
        return steps.then(claims.change(claim.id(), current -> current.followedUp(claim.decision())))
                .then();
    }

    /** An upload that is gone was presented before, and converted. */
    private Mono<Void> present(Claim claim) {
        return Flux.fromIterable(claim.request().presentations())
                .concatMap(video -> uploads.find(video.videoId())
                        .filter(upload -> upload.status().isHeld())
                        .flatMap(upload -> presentations.replace(video.place(), upload, claim.id())))
                .then();
    }

    /** Other people's uploads, and those that another formation holds, are never touched. */
    private Mono<Void> undo(Claim claim, String videoId) {
        boolean rollBack =
                claim.decision() == Decision.REJECTED && !claim.request().keepUploads();
        return uploads.findOwned(videoId, claim.request().ownerId())
                .flatMap(upload -> uploads.change(upload.id(), current -> current.releasedBy(claim.id())))
                .filter(upload -> rollBack && !upload.isHeld())
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

        /** A presentation, which no lesson tells of. */
        record Presented() implements Outcome {}

        static Outcome refused(String videoId, UploadProblem problem) {
            return new Refused(new RejectedUpload(videoId, problem.code(), problem.title()));
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
