package dev.estrade.playback.progress;

import dev.estrade.events.Rel;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Access;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * The caller's own progress in a lesson that he may watch, whether or not it plays already; the frontend's own server,
 * or an admin, names another {@code user_id}.
 */
@RestController
class ProgressController {
    private final Entitlements entitlements;
    private final WatchRecords records;

    ProgressController(Entitlements entitlements, WatchRecords records) {
        this.entitlements = entitlements;
        this.records = records;
    }

    @GetMapping("/api/progress/{*rel}")
    Mono<ResponseEntity<ProgressView>> show(
            @PathVariable String rel,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        Rel lesson = lesson(rel);
        String user = caller.actingFor(userId);
        return entitlements
                .require(lesson, user, caller.has(Role.ADMIN))
                .flatMap(access -> records.find(lesson, user).map(found -> answer(lesson, access, found)));
    }

    /** Adds what was watched; the position is where the user is now. */
    @PutMapping("/api/progress/{*rel}")
    Mono<ResponseEntity<ProgressView>> add(
            @PathVariable String rel,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestBody ObjectNode body,
            @AuthenticationPrincipal Caller caller) {
        Rel lesson = lesson(rel);
        String user = caller.actingFor(userId);
        // As precise as the database.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return entitlements
                .require(lesson, user, caller.has(Role.ADMIN))
                .flatMap(access ->
                        add(lesson, user, ProgressRequest.of(body), now).map(saved -> answer(lesson, access, saved)));
    }

    private Mono<WatchRecord> add(Rel lesson, String user, ProgressRequest request, Instant now) {
        return records.change(lesson, user, known -> known.with(request.position(), request.watched(), now))
                .delayUntil(saved -> saved.isFirst() ? requireStillThere(lesson, user) : Mono.empty());
    }

    /** A lesson may have been deleted, and its progress with it, after it was looked at and before this was written. */
    private Mono<Access> requireStillThere(Rel lesson, String user) {
        return entitlements
                .require(lesson, user, true)
                .onErrorResume(
                        ProblemException.class,
                        gone -> records.forget(lesson, user).then(Mono.error(gone)));
    }

    private static ResponseEntity<ProgressView> answer(Rel lesson, Access access, WatchRecord found) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(ProgressView.of(lesson, access.lesson(), found));
    }

    /** @param rest of the path; a slash at its end is optional */
    private static Rel lesson(String rest) {
        return Rel.parse(rest.replaceAll("^/|/$", ""))
                .orElseThrow(() ->
                        ProblemException.of(PlaybackProblem.LESSON_UNKNOWN, PlaybackProblem.LESSON_UNKNOWN.title()));
    }
}
