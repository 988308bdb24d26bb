package dev.estrade.upload.file;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What lessons were made from: they go last, when all that was made from them is gone. */
@Component
class Originals implements EventHandler {
    private final Uploads uploads;
    private final Removal removal;

    Originals(Uploads uploads, Removal removal) {
        this.uploads = uploads;
        this.removal = removal;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof GenerationErased erased && !isStream(erased)
                ? uploads.change(
                                erased.generation(),
                                upload -> dropped(upload, erased.rel().courseId()))
                        .flatMap(removal::erase)
                : Mono.empty();
    }

    /** What played of a live while it ran is named after its recordings, and made from none of them. */
    private static boolean isStream(GenerationErased erased) {
        Rel rel = erased.rel();
        return rel.courseId().equals(LivePlace.COURSE) && !rel.lessonId().equals(erased.generation());
    }

    /** One that was released, or saved, is nobody's original any more. */
    private static Upload dropped(Upload upload, String formationId) {
        return upload.status() == UploadStatus.CLAIMED ? upload.droppedBy(formationId) : upload;
    }
}
