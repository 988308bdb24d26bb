package dev.estrade.upload.file;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.upload.UploadProblem;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/uploads/{videoId}")
class UploadController {
    private final Uploads uploads;
    private final Verification verification;
    private final Removal removal;

    UploadController(Uploads uploads, Verification verification, Removal removal) {
        this.uploads = uploads;
        this.verification = verification;
        this.removal = removal;
    }

    @GetMapping
    Mono<UploadView> show(@PathVariable String videoId, @AuthenticationPrincipal Caller caller) {
        return owned(videoId, caller).map(UploadView::of);
    }

    @PostMapping("/complete")
    Mono<UploadView> complete(@PathVariable String videoId, @AuthenticationPrincipal Caller caller) {
        return owned(videoId, caller)
                .flatMap(verification::verify)
                .map(UploadController::accepted)
                .map(UploadView::of);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String videoId, @AuthenticationPrincipal Caller caller) {
        return owned(videoId, caller).flatMap(upload -> removal.remove(upload.id()));
    }

    private Mono<Upload> owned(String videoId, Caller caller) {
        return uploads.findOwned(videoId, caller.userId())
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(UploadProblem.UNKNOWN, UploadProblem.UNKNOWN.title())));
    }

    /** The upload, unless it has not arrived or was refused. */
    private static Upload accepted(Upload upload) {
        Upload.Failure failure = upload.failure();
        if (failure != null) {
            throw Arrays.stream(UploadProblem.values())
                    .filter(problem -> problem.code().equals(failure.code()))
                    .findFirst()
                    .map(problem -> ProblemException.of(problem, failure.detail()))
                    .orElseThrow();
        }
        if (!upload.isSettled()) {
            throw ProblemException.of(UploadProblem.NOT_COMPLETED, UploadProblem.NOT_COMPLETED.title());
        }
        return upload;
    }
}
