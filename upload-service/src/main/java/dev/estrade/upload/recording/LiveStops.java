package dev.estrade.upload.recording;

import dev.estrade.events.Event;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Decides once, for each attempt to stop a live, what it leaves. A crash before the decision is written repeats it: what
 * was claimed stays claimed for this live, what ends goes on ending.
 */
@Component
class LiveStops implements EventHandler {
    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;
    private final Recordings recordings;
    private final LiveUploads uploads;
    private final Chunks chunks;

    LiveStops(ReactiveMongoOperations mongo, Outbox outbox, Recordings recordings, LiveUploads uploads, Chunks chunks) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.recordings = recordings;
        this.uploads = uploads;
        this.chunks = chunks;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof LiveStopped stopped
                ? mongo.exists(Query.query(Criteria.where("_id").is(stopped.stopId())), LiveStop.class)
                        .filter(decided -> !decided)
                        .flatMap(open -> decide(stopped))
                        .flatMap(answer -> outbox.save(LiveStop.decided(stopped.stopId(), answer)))
                        .onErrorComplete(DuplicateKeyException.class)
                        .then()
                : Mono.empty();
    }

    /** Decisions that no broker will ask for again. */
    Mono<Void> forget(Instant before) {
        Query old = Query.query(Criteria.where("at").lt(before).and("pending").size(0));
        return mongo.remove(old, LiveStop.class).then();
    }

    private Mono<Event> decide(LiveStopped stopped) {
        String uploadId = stopped.uploadId();
        return uploadId == null
                ? decideRecordings(stopped)
                : uploads.take(stopped.ownerId(), stopped.liveId(), uploadId)
                        .flatMap(taken -> ended(stopped).map(ids -> accepted(stopped, ids, taken)))
                        .onErrorResume(
                                ProblemException.class,
                                refusal -> refusal.code() instanceof UploadProblem
                                        ? Mono.just(
                                                refused(stopped, refusal.code().code(), refusal.detail()))
                                        : Mono.error(refusal));
    }

    private Mono<Event> decideRecordings(LiveStopped stopped) {
        Mono<Boolean> enough = stopped.mediaExpected() ? hasArrived(stopped.liveId()) : Mono.just(true);
        return enough.flatMap(keep -> keep
                ? ended(stopped).map(ids -> accepted(stopped, ids, null))
                : Mono.just(refused(stopped, UploadProblem.UNREACHABLE.code(), UploadProblem.UNREACHABLE.title())));
    }

    /** A recording that was opened and brought nothing is none: the browser still has the film, and can upload it. */
    private Mono<Boolean> hasArrived(String liveId) {
        return recordings
                .of(liveId)
                .filter(Recording::hasOrMayHaveChunks)
                .concatMap(found -> found.state().isOpen() ? chunks.haveArrived(found.id()) : Mono.just(true))
                .any(arrived -> arrived);
    }

    /** Ends what is open. @return what is kept, the oldest first */
    private Mono<List<String>> ended(LiveStopped stopped) {
        Instant now = Instant.now();
        return recordings
                .of(stopped.liveId())
                .concatMap(found -> recordings.change(found.id(), current -> current.stopped(now)))
                .filter(Recording::hasOrMayHaveChunks)
                .map(Recording::id)
                .collectList();
    }

    private static Event accepted(LiveStopped stopped, List<String> recordings, @Nullable ClaimedUpload upload) {
        List<String> all = Stream.concat(
                        recordings.stream(), Optional.ofNullable(upload).map(ClaimedUpload::videoId).stream())
                .toList();
        return new LiveMediaAccepted(stopped.liveId(), 0, stopped.stopId(), stopped.ownerId(), all, upload);
    }

    private static Event refused(LiveStopped stopped, String code, String detail) {
        return new LiveMediaRefused(stopped.liveId(), 0, stopped.stopId(), code, detail);
    }
}
