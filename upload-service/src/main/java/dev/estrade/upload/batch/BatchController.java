package dev.estrade.upload.batch;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.UploadView;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/upload-batches")
class BatchController {
    private static final int LOOKS_AT_ONCE = 16;

    private final Batches batches;
    private final BatchProperties settings;
    private final ObjectStore media;

    BatchController(Batches batches, BatchProperties settings, ObjectStores stores) {
        this.batches = batches;
        this.settings = settings;
        this.media = stores.media();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BatchView.Opened> open(@RequestBody BatchRequest request, @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        return batches.open(caller, request.validated(settings.maxFiles()));
    }

    @GetMapping("/{batchId}")
    Mono<BatchView.Progress> show(@PathVariable String batchId, @AuthenticationPrincipal Caller caller) {
        return batches.uploadsOf(batchId, caller)
                .flatMap(uploads -> received(uploads).map(bytes -> progress(batchId, uploads, bytes)));
    }

    @DeleteMapping("/{batchId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String batchId, @AuthenticationPrincipal Caller caller) {
        return batches.remove(batchId, caller);
    }

    /** What lies on the store, whether or not the browser has said so yet. */
    private Mono<Long> received(List<Upload> uploads) {
        return Flux.fromIterable(uploads).flatMap(this::received, LOOKS_AT_ONCE).reduce(0L, Long::sum);
    }

    private Mono<Long> received(Upload upload) {
        Upload.VerifiedContent content = upload.content();
        return content == null
                ? media.stat(upload.objectKey()).map(StoredObject::size).defaultIfEmpty(0L)
                : Mono.just(content.size());
    }

    private static BatchView.Progress progress(String batchId, List<Upload> uploads, long received) {
        long total =
                uploads.stream().mapToLong(upload -> upload.declared().size()).sum();
        return new BatchView.Progress(
                batchId,
                status(uploads),
                total,
                received,
                uploads.stream().map(UploadView::of).toList());
    }

    private static String status(List<Upload> uploads) {
        if (uploads.stream().anyMatch(upload -> upload.status() == UploadStatus.WAITING)) {
            return "open";
        }
        return uploads.stream().anyMatch(upload -> upload.status() == UploadStatus.FAILED) ? "failed" : "completed";
    }
}
