package dev.estrade.transcode.work;

import dev.estrade.events.WorkAvailable;
import dev.estrade.support.events.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Events that may be lost: progress, at most once a second per lesson and process, and wake-ups. */
@Component
class Announcements {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventPublisher publisher;
    private final Map<String, Instant> lastTold = new ConcurrentHashMap<>();

    Announcements(EventPublisher publisher) {
        this.publisher = publisher;
    }

    Mono<Transcode> progressed(Transcode transcode) {
        if (transcode.status().isOver()) {
            lastTold.remove(transcode.id());
            return Mono.just(transcode);
        }
        Mono<Void> woken = transcode.status() == Status.ENCODING ? available(transcode) : Mono.empty();
        return isDue(transcode.id())
                ? publisher.publishLossy(transcode.progress()).then(woken).thenReturn(transcode)
                : woken.thenReturn(transcode);
    }

    Mono<Void> available(Transcode transcode) {
        Long version = transcode.version();
        return publisher.publishLossy(new WorkAvailable(transcode.id(), version == null ? 0 : version));
    }

    private boolean isDue(String id) {
        Instant now = Instant.now();
        Instant told = lastTold.merge(id, now, (before, later) -> later.isAfter(before.plus(PAUSE)) ? later : before);
        return told.equals(now);
    }
}
