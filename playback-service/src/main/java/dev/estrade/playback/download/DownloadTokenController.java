package dev.estrade.playback.download;

import dev.estrade.events.Rel;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.PlaybackProperties;
import dev.estrade.playback.entitlement.Candidate;
import dev.estrade.playback.entitlement.Originals;
import dev.estrade.playback.limit.TokenDesk;
import dev.estrade.support.playbacktoken.DownloadPath;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.playbacktoken.DownloadTokens;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Issues download tokens (seed 003, §6): to the trainer, and to enrolled learners where the formation allows it. */
@RestController
class DownloadTokenController {
    private final DownloadTokens tokens;
    private final Originals originals;
    private final TokenDesk desk;
    private final PlaybackProperties settings;

    DownloadTokenController(DownloadTokens tokens, Originals originals, TokenDesk desk, PlaybackProperties settings) {
        this.tokens = tokens;
        this.originals = originals;
        this.desk = desk;
        this.settings = settings;
    }

    @GetMapping("/api/get-download-token/{user_id}/{filename}")
    Mono<ResponseEntity<IssuedDownload>> issue(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("user_id") String userId,
            @PathVariable String filename,
            @RequestParam MultiValueMap<String, String> query) {
        caller.requireActingFor(userId);
        DownloadRequest request = DownloadRequest.of(userId, filename, query);
        boolean admin = caller.has(Role.ADMIN);
        Instant asked = Instant.now();
        Mono<IssuedDownload> issue = Mono.defer(() ->
                        request.rel().map(rel -> ofLesson(rel, request, admin)).orElseGet(() -> only(request, admin)))
                .map(original -> issued(original, request, asked));
        return desk.issue(TokenDesk.Kind.DOWNLOAD, userId, issue)
                .map(issued ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(issued));
    }

    private Mono<Candidate> ofLesson(Rel rel, DownloadRequest request, boolean admin) {
        return originals
                .find(rel, request.filename(), request.userId(), admin)
                .switchIfEmpty(Mono.error(DownloadTokenController::unknown))
                .doOnNext(original -> {
                    if (!original.allowed()) {
                        throw ProblemException.of(
                                CommonProblem.FORBIDDEN,
                                "This user does not own the lesson, and may not download it as a learner.");
                    }
                });
    }

    private Mono<Candidate> only(DownloadRequest request, boolean admin) {
        return originals.find(request.filename(), request.userId(), admin).map(DownloadTokenController::single);
    }

    private static Candidate single(List<Candidate> found) {
        if (found.isEmpty()) {
            throw unknown();
        }
        if (found.size() > 1) {
            List<String> rels =
                    found.stream().map(one -> one.rel().toString()).sorted().toList();
            String most = found.size() < Originals.MOST ? "" : ", and maybe more";
            throw ProblemException.of(
                            PlaybackProblem.ORIGINAL_AMBIGUOUS,
                            "Say with rel which lesson's is meant: " + String.join(", ", rels) + most + ".")
                    .withErrors(rels.stream()
                            .map(rel -> new FieldProblem("rel", "field.ambiguous", rel))
                            .toList());
        }
        return found.get(0);
    }

    /** @param asked before the right was looked up: whatever is revoked from then on is revoked of this token, too */
    private IssuedDownload issued(Candidate original, DownloadRequest request, Instant asked) {
        String token = tokens.issue(new DownloadToken(
                original.rel(),
                original.generation(),
                request.userId(),
                request.filename(),
                UUID.randomUUID().toString(),
                asked,
                Instant.now().plus(request.ttl())));
        String path = new DownloadPath(request.userId(), request.filename()).encoded();
        return new IssuedDownload(token, settings.address(path), request.ttl().toSeconds());
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                PlaybackProblem.ORIGINAL_UNKNOWN, "There is no original of this name that this user may have.");
    }
}
