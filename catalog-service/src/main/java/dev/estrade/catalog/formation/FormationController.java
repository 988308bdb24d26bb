package dev.estrade.catalog.formation;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/formations")
class FormationController {
    private final Submission submission;
    private final FormationViews views;

    FormationController(Submission submission, FormationViews views) {
        this.submission = submission;
        this.views = views;
    }

    /** 201 with the whole formation; 202 and its address if the uploads' owner has not answered in 10 s. */
    @PostMapping
    Mono<ResponseEntity<FormationView>> create(
            @RequestBody FormationRequest request, @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        String named = request.trainerId();
        String owner = named == null ? caller.userId() : named;
        caller.requireActingFor(owner);
        RequestChecks.check(request);
        return submission.submit(request.toFormation(owner)).flatMap(views::of).map(FormationController::created);
    }

    @GetMapping("/{id}")
    Mono<FormationView> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return views.show(id, caller);
    }

    private static ResponseEntity<FormationView> created(FormationView view) {
        boolean settled = !view.status().equals("submitted");
        return ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/formations/" + view.id()))
                .body(view);
    }
}
