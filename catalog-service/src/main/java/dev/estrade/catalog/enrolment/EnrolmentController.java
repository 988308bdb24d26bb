package dev.estrade.catalog.enrolment;

import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.Page;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.security.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is enrolled, told and changed by the formation's trainer. Repeating a change is fine. */
@RestController
@RequestMapping("/api/formations/{formationId}/enrolments")
class EnrolmentController {
    private static final int AT_ONCE = 8;

    private final Enrolments enrolments;
    private final FormationOwners formations;

    EnrolmentController(Enrolments enrolments, FormationOwners formations) {
        this.enrolments = enrolments;
        this.formations = formations;
    }

    @GetMapping({"", "/"})
    Mono<Page<EnrolmentView>> list(
            @PathVariable String formationId,
            @RequestParam MultiValueMap<String, String> query,
            @AuthenticationPrincipal Caller caller) {
        QueryReader reader = new QueryReader(query);
        int limit = reader.limit();
        @Nullable Cursor after = reader.cursor();
        reader.requireFaultless();
        return formations
                .requireOwned(formationId, caller)
                .thenMany(Flux.defer(() -> enrolments.list(formationId, limit, after)))
                .collectList()
                .map(found -> Page.of(found, limit, EnrolmentView::of, Enrolment::cursor));
    }

    /** Many at once; 200 with who they are. */
    @PostMapping({"", "/"})
    Mono<EnrolmentRequest> enrolAll(
            @PathVariable String formationId,
            @RequestBody EnrolmentRequest body,
            @AuthenticationPrincipal Caller caller) {
        Set<String> people = body.people();
        return formations
                .requireOwned(formationId, caller)
                .thenMany(Flux.fromIterable(people))
                .flatMap(userId -> enrolments.change(formationId, userId, true), AT_ONCE)
                .then(Mono.fromSupplier(() -> new EnrolmentRequest(List.copyOf(people))));
    }

    @PutMapping({"/{userId}", "/{userId}/"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> enrol(
            @PathVariable String formationId, @PathVariable String userId, @AuthenticationPrincipal Caller caller) {
        return change(formationId, userId, caller, true);
    }

    @DeleteMapping({"/{userId}", "/{userId}/"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(
            @PathVariable String formationId, @PathVariable String userId, @AuthenticationPrincipal Caller caller) {
        return change(formationId, userId, caller, false);
    }

    private Mono<Void> change(String formationId, String userId, Caller caller, boolean enrolled) {
        return formations
                .requireOwned(formationId, caller)
                .then(Mono.defer(() -> enrolments.change(formationId, userId, enrolled)));
    }
}
