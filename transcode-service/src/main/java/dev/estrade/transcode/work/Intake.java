package dev.estrade.transcode.work;

import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is there becomes transcodes, and workers begin with them. */
@Component
public class Intake {
    private final Transcodes transcodes;
    private final Announcements announcements;
    private final Workers workers;

    Intake(Transcodes transcodes, Announcements announcements, Workers workers) {
        this.transcodes = transcodes;
        this.announcements = announcements;
        this.workers = workers;
    }

    /** Those that are known already change nothing. @param ownerId the trainer's {@code sub} */
    public Mono<Void> begin(String ownerId, List<ClaimedUpload> uploads) {
        return Flux.fromIterable(uploads)
                .concatMap(upload -> transcodes.begin(Lesson.of(ownerId, upload)))
                .concatMap(announcements::available)
                .then(Mono.fromRunnable(workers::wake));
    }
}
