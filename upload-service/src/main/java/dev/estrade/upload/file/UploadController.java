package dev.estrade.upload.file;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One upload. A {@code service} or an admin names the {@code user_id} whose upload it is. */
@RestController
@RequestMapping("/api/uploads/{videoId}")
class UploadController {
    private static final int SIGNED_AT_ONCE = 1000;

    private final Uploads uploads;
    private final Signing signing;
    private final Completion completion;
    private final Arrivals arrivals;
    private final Removal removal;

    UploadController(Uploads uploads, Signing signing, Completion completion, Arrivals arrivals, Removal removal) {
        this.uploads = uploads;
        this.signing = signing;
        this.completion = completion;
        this.arrivals = arrivals;
        this.removal = removal;
    }

    record PartsRequest(@Nullable List<@Nullable Integer> partNumbers) {
        List<Integer> validated() {
            List<@Nullable Integer> numbers = partNumbers == null ? List.of() : partNumbers;
            if (numbers.isEmpty() || numbers.size() > SIGNED_AT_ONCE || numbers.contains(null)) {
                throw ProblemException.of(
                        CommonProblem.INVALID, "part_numbers holds 1 to " + SIGNED_AT_ONCE + " numbers.");
            }
            return numbers.stream().distinct().toList();
        }
    }

    record PartsAnswer(List<Signing.PartUrl> parts) {}

    @GetMapping
    Mono<UploadView> show(
            @PathVariable String videoId,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return uploads.requireOwned(videoId, caller.actingFor(userId)).flatMap(arrivals::view);
    }

    @PostMapping("/parts")
    Mono<PartsAnswer> sign(
            @PathVariable String videoId,
            @RequestBody PartsRequest request,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        List<Integer> numbers = request.validated();
        return uploads.requireOwned(videoId, caller.actingFor(userId))
                .flatMap(signing::begin)
                .flatMap(upload -> signing.parts(upload, numbers))
                .map(PartsAnswer::new);
    }

    @PostMapping("/complete")
    Mono<UploadView> complete(
            @PathVariable String videoId,
            @RequestBody(required = false) Completion.@Nullable Request request,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return uploads.requireOwned(videoId, caller.actingFor(userId))
                .flatMap(upload -> completion.complete(upload, request))
                .flatMap(arrivals::view);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @PathVariable String videoId,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return uploads.requireOwned(videoId, caller.actingFor(userId)).flatMap(upload -> removal.remove(upload.id()));
    }
}
