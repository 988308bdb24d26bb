package dev.estrade.playback.download;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.delivery.Delivery;
import dev.estrade.playback.delivery.StoredFile;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.playback.entitlement.Original;
import dev.estrade.playback.revocation.Entrance;
import dev.estrade.support.playbacktoken.DownloadDoor;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/download/<user_id>/<filename>}: an original, for the holder of its token. */
@RestController
class DownloadController {
    private final DownloadDoor door;
    private final Entrance entrance;
    private final Entitlements lessons;
    private final Delivery delivery;

    DownloadController(DownloadDoor door, Entrance entrance, Entitlements lessons, Delivery delivery) {
        this.door = door;
        this.entrance = entrance;
        this.lessons = lessons;
        this.delivery = delivery;
    }

    @GetMapping("/api/download/**")
    Mono<Void> serve(ServerWebExchange exchange) {
        DownloadToken token = door.admit(exchange.getRequest());
        entrance.admit(token);
        return lessons.current(token.rel())
                .flatMap(lesson -> Mono.justOrEmpty(lesson.original(token.generation())))
                .filter(original -> original.filename().equals(token.filename()))
                .flatMap(original -> send(exchange, original))
                .switchIfEmpty(Mono.error(DownloadController::unknown))
                .then();
    }

    /** A presigned URL may outlive the claim: what was put in the original's place is not handed out. */
    private Mono<Boolean> send(ServerWebExchange exchange, Original original) {
        return delivery.send(exchange, StoredFile.pinned(original.key(), Attachment.of(original), original.etag()));
    }

    private static ProblemException unknown() {
        return ProblemException.of(PlaybackProblem.ORIGINAL_UNKNOWN, PlaybackProblem.ORIGINAL_UNKNOWN.title());
    }
}
