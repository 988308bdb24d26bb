package dev.estrade.playback.token;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.PlaybackProperties;
import dev.estrade.playback.entitlement.Access;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.playback.entitlement.Lesson;
import dev.estrade.playback.limit.TokenDesk;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Issues playback tokens (seed 003, §4) to those who may watch. */
@RestController
class TokenController {
    private final PlaybackTokens tokens;
    private final Entitlements entitlements;
    private final TokenDesk desk;
    private final PlaybackProperties settings;

    TokenController(PlaybackTokens tokens, Entitlements entitlements, TokenDesk desk, PlaybackProperties settings) {
        this.tokens = tokens;
        this.entitlements = entitlements;
        this.desk = desk;
        this.settings = settings;
    }

    @GetMapping({"/api/get-video-token/v2", "/api/get-video-token/v2/"})
    Mono<ResponseEntity<IssuedToken>> issue(
            @AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
        TokenRequest request = TokenRequest.of(query, settings.tokenExpiry());
        caller.requireActingFor(request.userId());
        Instant asked = Instant.now();
        Mono<IssuedToken> issue = Mono.defer(
                        () -> entitlements.require(request.rel(), request.userId(), caller.has(Role.ADMIN)))
                .doOnNext(TokenController::requirePlayable)
                .map(access -> issued(request, asked, access.lesson()));
        return desk.issue(TokenDesk.Kind.PLAYBACK, request.userId(), issue)
                .map(issued ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(issued));
    }

    private static void requirePlayable(Access access) {
        if (access.lesson().failed()) {
            throw ProblemException.of(PlaybackProblem.LESSON_FAILED, PlaybackProblem.LESSON_FAILED.title());
        }
        if (access.lesson().playing().isEmpty()) {
            throw ProblemException.of(PlaybackProblem.NOT_READY, "The lesson is being converted.")
                    .retryAfter(Duration.ofSeconds(3));
        }
    }

    /** @param asked before the rights were looked up: what is revoked during the look is void at once */
    private IssuedToken issued(TokenRequest request, Instant asked, Lesson lesson) {
        PlaybackToken right = new PlaybackToken(
                Kind.OPENING,
                request.rel(),
                request.userId(),
                request.platform(),
                UUID.randomUUID().toString(),
                asked,
                Instant.now().plus(request.ttl()));
        return IssuedToken.of(request, right.sessionId(), tokens.issue(right), lesson, settings::address);
    }
}
