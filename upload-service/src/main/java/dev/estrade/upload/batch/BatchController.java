package dev.estrade.upload.batch;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.file.Arrivals;
import dev.estrade.upload.file.Signing;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.UploadView;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/upload-batches")
class BatchController {
    private static final int AT_ONCE = 16;

    private final Batches batches;
    private final Signing signing;
    private final Arrivals arrivals;
    private final UploadProperties settings;

    BatchController(Batches batches, Signing signing, Arrivals arrivals, UploadProperties settings) {
        this.batches = batches;
        this.signing = signing;
        this.arrivals = arrivals;
        this.settings = settings;
    }

    /** Nothing is signed before every row is written. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BatchView.Opened> open(@RequestBody BatchRequest request, @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        String owner = caller.actingFor(request.userId());
        return batches.open(owner, request.validated(settings.limits().filesPerBatch()))
                .flatMap(opened -> signed(opened).onErrorResume(failure -> rolledBack(opened, failure)));
    }

    @GetMapping("/{batchId}")
    Mono<BatchView.Progress> show(
            @PathVariable String batchId,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return batches.find(batchId, caller.actingFor(userId)).flatMap(this::progress);
    }

    @DeleteMapping("/{batchId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @PathVariable String batchId,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return batches.remove(batchId, caller.actingFor(userId));
    }

    /** Nobody has heard of it, so nobody would roll it back; whatever fails here too, the sweepers finish. */
    private Mono<BatchView.Opened> rolledBack(Batches.Opened opened, Throwable failure) {
        return batches.remove(opened.batch().id(), opened.batch().ownerId())
                .onErrorComplete()
                .then(Mono.error(failure));
    }

    private Mono<BatchView.Opened> signed(Batches.Opened opened) {
        return Flux.fromIterable(opened.uploads())
                .flatMapSequential(signing::begin, AT_ONCE)
                .map(upload -> BatchView.Announced.of(upload, signing))
                .collectList()
                .map(announced ->
                        new BatchView.Opened(opened.batch().id(), opened.batch().expiresAt(), announced));
    }

    private Mono<BatchView.Progress> progress(Batches.Opened opened) {
        long total = opened.uploads().stream().mapToLong(Upload::declaredSize).sum();
        return Flux.fromIterable(opened.uploads())
                .flatMapSequential(arrivals::view, AT_ONCE)
                .collectList()
                .map(views -> new BatchView.Progress(
                        opened.batch().id(),
                        status(opened.uploads()),
                        total,
                        views.stream().mapToLong(UploadView::bytesReceived).sum(),
                        opened.batch().expiresAt(),
                        views));
    }

    private static String status(List<Upload> uploads) {
        if (uploads.stream().anyMatch(upload -> upload.status() == UploadStatus.WAITING)) {
            return "open";
        }
        return uploads.stream().anyMatch(upload -> upload.status().isTombstone()) ? "failed" : "completed";
    }
}
