package dev.estrade.playback.publicfile;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.delivery.Delivery;
import dev.estrade.playback.delivery.StoredFile;
import dev.estrade.playback.publicfile.PublicFile.PresentationFile;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /media/<file_key>} and {@code /presentation_videos/…}: the same bytes for everybody, from the store. */
@RestController
class PublicFileController {
    private final Delivery delivery;
    private final Presentations presentations;
    private final PublicFileProperties settings;

    PublicFileController(Delivery delivery, Presentations presentations, PublicFileProperties settings) {
        this.delivery = delivery;
        this.presentations = presentations;
        this.settings = settings;
    }

    @GetMapping({"/media/**", "/presentation_videos/**"})
    Mono<Void> serve(ServerWebExchange exchange) {
        PublicFile file = PublicFile.parse(exchange.getRequest().getURI().getRawPath())
                .orElseThrow(() -> problem(CommonProblem.NOT_FOUND));
        Mono<Boolean> sent = file instanceof PresentationFile part
                ? presentation(exchange, part)
                : delivery.send(exchange, stored(file));
        return sent.switchIfEmpty(Mono.error(() -> problem(unknown(file)))).then();
    }

    /** One that is removed is gone at once, whenever its bytes follow. */
    private Mono<Boolean> presentation(ServerWebExchange exchange, PresentationFile part) {
        Mono<Boolean> now = delivery.send(exchange, stored(part));
        return presentations
                .isRemoved(part.place())
                .filter(removed -> !removed)
                .flatMap(wanted -> now.switchIfEmpty(whenConverted(part).then(now)));
    }

    /** Fails while it is being converted. */
    private Mono<Void> whenConverted(PresentationFile part) {
        return presentations
                .find(part.place())
                .filter(found -> found.isConverting(part.extension()))
                .flatMap(converting -> Mono.error(PublicFileController::notReady));
    }

    private StoredFile stored(PublicFile file) {
        Duration maxAge = file instanceof PresentationFile ? settings.presentationMaxAge() : settings.mediaMaxAge();
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.maxAge(maxAge).cachePublic());
        headers.set(HttpHeaders.CONTENT_DISPOSITION, "inline");
        headers.set("X-Content-Type-Options", "nosniff");
        return StoredFile.current(file.key(), headers);
    }

    private static PlaybackProblem unknown(PublicFile file) {
        return file instanceof PresentationFile ? PlaybackProblem.PRESENTATION_UNKNOWN : PlaybackProblem.MEDIA_UNKNOWN;
    }

    private static ProblemException notReady() {
        return problem(PlaybackProblem.NOT_READY).retryAfter(Duration.ofSeconds(3));
    }

    private static ProblemException problem(ProblemCode code) {
        return ProblemException.of(code, code.title());
    }
}
