package dev.estrade.upload.generated;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.file.Arrivals;
import dev.estrade.upload.file.UploadView;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A generated video becomes an upload like any other; its {@code video_id} goes into a formation. */
@RestController
class TakeOverController {
    private final TakeOver takeOver;
    private final Arrivals arrivals;

    TakeOverController(TakeOver takeOver, Arrivals arrivals) {
        this.takeOver = takeOver;
        this.arrivals = arrivals;
    }

    @PostMapping("/api/uploads/from-generation")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<UploadView> take(@RequestBody TakeOverRequest request, @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        String owner = caller.actingFor(request.userId());
        TakeOverRequest.Checked wanted = request.checked();
        return takeOver.take(owner, wanted.jobId(), wanted.file()).flatMap(arrivals::view);
    }
}
