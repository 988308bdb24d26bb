package dev.estrade.playback.hls;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.playback.entitlement.Lesson;
import dev.estrade.playback.revocation.Entrance;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor.Admitted;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code /hls2/<rel>/…}: everything of an encrypted lesson, for the holder of its token; and the same of a live's stream,
 * {@code /live/<live_id>/…}.
 */
@RestController
class HlsController {
    /** The query parameter that names a generation. */
    static final String GENERATION = "g";

    private static final MediaType PLAYLIST = new MediaType("application", "vnd.apple.mpegurl");

    private final Entrance entrance;
    private final Entitlements lessons;
    private final Playlists playlists;
    private final Segments segments;
    private final RecentKeys keys;

    HlsController(Entrance entrance, Entitlements lessons, Playlists playlists, Segments segments, RecentKeys keys) {
        this.entrance = entrance;
        this.lessons = lessons;
        this.playlists = playlists;
        this.segments = segments;
        this.keys = keys;
    }

    @GetMapping({"/hls2/**", "/live/**"})
    Mono<Void> serve(ServerWebExchange exchange) {
        HlsPath path = HlsPath.parse(exchange.getRequest().getURI().getRawPath())
                .orElseThrow(() -> problem(CommonProblem.NOT_FOUND));
        Admitted admitted = entrance.admit(exchange.getRequest(), path);
        return lessons.recent(path.rel())
                .switchIfEmpty(Mono.error(() -> problem(PlaybackProblem.LESSON_UNKNOWN)))
                .flatMap(lesson -> asked(exchange, path, lesson))
                .flatMap(asked -> file(exchange, asked, admitted));
    }

    /** A player goes on with the generation that its playlist names; whoever opens the lesson gets the newest. */
    private Mono<Asked> asked(ServerWebExchange exchange, HlsPath path, Lesson recent) {
        @Nullable List<String> named = exchange.getRequest().getQueryParams().get(GENERATION);
        if (named == null) {
            return Mono.justOrEmpty(recent.playing())
                    .map(generation -> new Asked(path, generation, false))
                    .switchIfEmpty(Mono.error(HlsController::notReady));
        }
        String id = named.size() == 1 ? String.valueOf(named.get(0)) : "";
        return Mono.justOrEmpty(recent.generation(id))
                .switchIfEmpty(Mono.defer(() -> lessons.current(path.rel()))
                        .flatMap(lesson -> Mono.justOrEmpty(lesson.generation(id))))
                .map(generation -> new Asked(path, generation, true))
                .switchIfEmpty(Mono.error(() -> problem(CommonProblem.NOT_FOUND)));
    }

    private Mono<Void> file(ServerWebExchange exchange, Asked asked, Admitted admitted) {
        ServerHttpResponse response = exchange.getResponse();
        return switch (asked.path().kind()) {
            case MULTIVARIANT_PLAYLIST, MEDIA_PLAYLIST ->
                whole(response, PLAYLIST, playlists.read(asked, admitted), asked::missing);
            case THUMBNAILS -> whole(response, Segments.WEBVTT, playlists.read(asked, admitted), asked::missing);
            case CONTENT_KEY ->
                whole(
                        response,
                        MediaType.APPLICATION_OCTET_STREAM,
                        keys.read(asked.path().rel(), asked.generation().id()),
                        () -> problem(CommonProblem.NOT_FOUND));
            case SEGMENT, SUBTITLES, SPRITES -> segments.send(exchange, asked);
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
