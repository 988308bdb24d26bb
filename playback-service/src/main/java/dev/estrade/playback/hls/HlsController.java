package dev.estrade.playback.hls;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.playback.entitlement.Generation;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor;
import dev.estrade.support.playbacktoken.PlaybackDoor.Admitted;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /hls2/<rel>/…}: everything of an encrypted lesson, for the holder of its token. */
@RestController
class HlsController {
    private static final MediaType PLAYLIST = new MediaType("application", "vnd.apple.mpegurl");

    private final PlaybackDoor door;
    private final Entitlements lessons;
    private final Playlists playlists;
    private final Segments segments;
    private final RecentKeys keys;

    HlsController(PlaybackDoor door, Entitlements lessons, Playlists playlists, Segments segments, RecentKeys keys) {
        this.door = door;
        this.lessons = lessons;
        this.playlists = playlists;
        this.segments = segments;
        this.keys = keys;
    }

    @GetMapping("/hls2/**")
    Mono<Void> serve(ServerWebExchange exchange) {
        HlsPath path = HlsPath.parse(exchange.getRequest().getURI().getRawPath())
                .orElseThrow(() -> problem(CommonProblem.NOT_FOUND));
        Admitted admitted = door.admit(exchange.getRequest(), path);
        return lessons.recent(path.rel())
                .switchIfEmpty(Mono.error(() -> problem(PlaybackProblem.LESSON_UNKNOWN)))
                .flatMap(lesson -> Mono.justOrEmpty(lesson.playing()))
                .switchIfEmpty(Mono.error(HlsController::notReady))
                .flatMap(generation -> file(exchange, path, generation, admitted));
    }

    private Mono<Void> file(ServerWebExchange exchange, HlsPath path, Generation generation, Admitted admitted) {
        String key = "hls/" + path.rel() + "/" + generation.id() + "/" + path.file();
        ServerHttpResponse response = exchange.getResponse();
        return switch (path.kind()) {
            case MULTIVARIANT_PLAYLIST, MEDIA_PLAYLIST ->
                whole(response, PLAYLIST, playlists.read(key, path, generation, admitted), HlsController::notReady);
            case CONTENT_KEY ->
                whole(
                        response,
                        MediaType.APPLICATION_OCTET_STREAM,
                        keys.read(path.rel(), generation.id()),
                        () -> problem(CommonProblem.NOT_FOUND));
            case SEGMENT -> segments.relay(exchange, path.rel(), key, generation.status() == Status.READY);
        };
    }

    private static Mono<Void> whole(
            ServerHttpResponse response, MediaType type, Mono<byte[]> content, Supplier<ProblemException> missing) {
        return content.switchIfEmpty(Mono.error(missing)).flatMap(bytes -> {
            response.getHeaders().setContentType(type);
            response.getHeaders().setContentLength(bytes.length);
            response.getHeaders().setCacheControl("no-store");
            return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
        });
    }

    private static ProblemException notReady() {
        return problem(PlaybackProblem.NOT_READY).retryAfter(Duration.ofSeconds(2));
    }

    private static ProblemException problem(ProblemCode code) {
        return ProblemException.of(code, code.title());
    }
}
