package dev.estrade.upload.recording;

import dev.estrade.support.inbox.ProjectionLag;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.recording.RecordingController.Signed;
import dev.estrade.upload.recording.RecordingController.Started;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens recordings and signs for them. */
@Component
class RecordingDesk {
    private final Lives lives;
    private final Recordings recordings;
    private final Chunks chunks;
    private final RecordingProperties settings;

    RecordingDesk(Lives lives, Recordings recordings, Chunks chunks, RecordingProperties settings) {
        this.lives = lives;
        this.recordings = recordings;
        this.chunks = chunks;
        this.settings = settings;
    }

    /** Fails with {@code recording.live_unknown|live_closed|limit_reached}, or {@code auth.forbidden}. */
    Mono<Started> start(String liveId, String ownerId, String mimeType) {
        return live(liveId, ownerId)
                .filter(Live::open)
                .switchIfEmpty(Mono.error(() -> problem(UploadProblem.LIVE_CLOSED)))
                .map(live -> prepared(live, mimeType))
                .flatMap(recordings::add)
                .flatMap(this::admit)
                .map(started -> new Started(started.id(), settings.lease().toSeconds(), chunks.urls(started.id(), 0)));
    }

    /** Fails with {@code recording.unknown|ended}, or {@code auth.forbidden}. */
    Mono<Signed> sign(String liveId, String recordingId, String ownerId, int from) {
        return recordings
                .find(recordingId)
                .filter(found -> found.liveId().equals(liveId))
                .switchIfEmpty(Mono.error(() -> problem(UploadProblem.RECORDING_UNKNOWN)))
                .doOnNext(found -> requireAuthor(found.ownerId(), ownerId))
                .flatMap(found -> recordings.change(recordingId, this::signed))
                .map(signed -> new Signed(chunks.urls(recordingId, from)));
    }

    /** A live that was started just now may not have been heard of yet. */
    private Mono<Live> live(String liveId, String ownerId) {
        return ProjectionLag.outwait(Mono.defer(() -> lives.find(liveId)))
                .filter(live -> live.deletedAt() == null)
                .switchIfEmpty(Mono.error(() -> problem(UploadProblem.LIVE_UNKNOWN)))
                .doOnNext(live -> requireAuthor(live.ownerId(), ownerId));
    }

    private Recording prepared(Live live, String mimeType) {
        Instant now = Instant.now();
        Life life = Life.prepared(now, now.plus(settings.lease()), now.plus(chunks.expiry()));
        return Recording.of(UUID.randomUUID().toString(), live, mimeType, life);
    }

    /**
     * Counted after the write and told after that, so that calls at the same moment cannot pass the limit together. The
     * live is looked at once more: the news that closes it ends the recordings that it finds, and may have come before.
     */
    private Mono<Recording> admit(Recording prepared) {
        Mono<Boolean> open = lives.find(prepared.liveId()).map(Live::open).defaultIfEmpty(false);
        return Mono.zip(open, recordings.countOpen(prepared.ownerId()))
                .flatMap(found -> refusal(found.getT1(), found.getT2())
                        .map(refusal -> recordings.forget(prepared).then(Mono.<Recording>error(refusal)))
                        .orElseGet(() -> recordings.change(prepared.id(), Recording::started)));
    }

    private Optional<ProblemException> refusal(boolean open, long count) {
        if (!open) {
            return Optional.of(problem(UploadProblem.LIVE_CLOSED));
        }
        return count > settings.open() ? Optional.of(limitReached()) : Optional.empty();
    }

    private Recording signed(Recording current) {
        Instant now = Instant.now();
        return current.signed(now.plus(settings.lease()), now.plus(chunks.expiry()));
    }

    private ProblemException limitReached() {
        return ProblemException.of(
                        UploadProblem.RECORDING_LIMIT,
                        "The limit is " + settings.open() + ". Those that are not recorded any more end by themselves.")
                .retryAfter(settings.lease().plus(Duration.ofSeconds(1)));
    }

    private static void requireAuthor(String author, String caller) {
        if (!author.equals(caller)) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "Only its author records a live.");
        }
    }

    private static ProblemException problem(UploadProblem problem) {
        return ProblemException.of(problem, problem.title());
    }
}
