package dev.estrade.transcode.work;

import dev.estrade.events.Event;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Claimed uploads, and those that came by form, become transcodes. */
@Component
class UploadsHandler implements EventHandler {
    private final Intake intake;

    UploadsHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof UploadsClaimed claimed) {
            return intake.begin(claimed.ownerId(), claimed.uploads());
        }
        return event instanceof LessonUploaded uploaded
                ? intake.begin(uploaded.ownerId(), List.of(uploaded.upload()))
                : Mono.empty();
    }
}
