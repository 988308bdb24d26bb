package dev.estrade.playback.download;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.playback.entitlement.Original;
import dev.estrade.playback.relay.Relay;
import dev.estrade.playback.relay.StoredFile;
import dev.estrade.support.playbacktoken.DownloadDoor;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/download/<user_id>/<filename>}: an original, for the holder of its token. */
@RestController
class DownloadController {
    private final DownloadDoor door;
    private final Entitlements lessons;
    private final Relay relay;

    DownloadController(DownloadDoor door, Entitlements lessons, Relay relay) {
        this.door = door;
        this.lessons = lessons;
        this.relay = relay;
    }

    @GetMapping("/api/download/**")
    Mono<Void> serve(ServerWebExchange exchange) {
        DownloadToken token = door.admit(exchange.getRequest());
        // Here a revoked token is refused, as soon as there are revocations.
        return lessons.current(token.rel())
                .flatMap(lesson -> Mono.justOrEmpty(lesson.original(token.generation())))
                .filter(original -> original.filename().equals(token.filename()))
                .flatMap(original -> send(exchange, original))
                .switchIfEmpty(Mono.error(DownloadController::unknown))
                .then();
    }

    private Mono<Boolean> send(ServerWebExchange exchange, Original original) {
        pin(exchange.getResponse(), "\"" + original.etag() + "\"");
        return relay.send(exchange, new StoredFile(original.key(), Attachment.of(original)));
    }

    /**
     * A presigned URL may outlive the claim: what was put in the original's place is not handed out. Asked of the very
     * answer that is about to be written, so that nothing can be put there in between.
     */
    private static void pin(ServerHttpResponse response, String etag) {
        response.beforeCommit(() -> Mono.defer(() -> {
            HttpHeaders headers = response.getHeaders();
            if (!tellsOfTheObject(response.getStatusCode()) || etag.equals(headers.getETag())) {
                return Mono.empty();
            }
            headers.remove(HttpHeaders.ETAG);
            headers.remove(HttpHeaders.ACCEPT_RANGES);
            return Mono.error(unknown());
        }));
    }

    private static boolean tellsOfTheObject(@Nullable HttpStatusCode status) {
        return status == null || status.is2xxSuccessful() || status.isSameCodeAs(HttpStatus.NOT_MODIFIED);
    }

    private static ProblemException unknown() {
        return ProblemException.of(PlaybackProblem.ORIGINAL_UNKNOWN, PlaybackProblem.ORIGINAL_UNKNOWN.title());
    }
}
