package dev.estrade.transcode.work;

import dev.estrade.events.Event;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claimed uploads, and those that came by form, become transcodes. */
@Component
class UploadsHandler implements EventHandler {
    private final Transcodes transcodes;
    private final Announcements announcements;
    private final Workers workers;

    UploadsHandler(Transcodes transcodes, Announcements announcements, Workers workers) {
        this.transcodes = transcodes;
        this.announcements = announcements;
        this.workers = workers;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof UploadsClaimed claimed) {
            return begin(claimed.ownerId(), claimed.uploads());
        }
        return event instanceof LessonUploaded uploaded
                ? begin(uploaded.ownerId(), List.of(uploaded.upload()))
                : Mono.empty();
    }

    private Mono<Void> begin(String ownerId, List<ClaimedUpload> uploads) {
        return Flux.fromIterable(uploads)
                .concatMap(upload -> transcodes.begin(Lesson.of(ownerId, upload)))
                .concatMap(announcements::available)
                .then(Mono.fromRunnable(workers::wake));
    }
}
