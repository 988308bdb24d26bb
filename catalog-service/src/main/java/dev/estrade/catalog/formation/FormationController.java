package dev.estrade.catalog.formation;

import dev.estrade.catalog.enrolment.Enrolments;
import dev.estrade.support.page.Page;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and shows formations. {@code user_id} in a list names on whose behalf the frontend's own server, or an admin,
 * calls; without it they see everybody's.
 */
@RestController
class FormationController {
    private final FormationReader reader;
    private final Submission submission;
    private final Formations formations;
    private final FormationViews views;
    private final Enrolments enrolments;

    FormationController(
            FormationReader reader,
            Submission submission,
            Formations formations,
            FormationViews views,
            Enrolments enrolments) {
        this.reader = reader;
        this.submission = submission;
        this.formations = formations;
        this.views = views;
        this.enrolments = enrolments;
    }

    /**
     * 201 with the whole formation; 202 and its address if the uploads' owner has not answered in 10 s.
     *
     * @param key of a request that may have been made before, and lost its answer
     */
    @PostMapping({"/api/formations", "/api/formations/"})
    Mono<ResponseEntity<FormationView>> create(
            @RequestBody ObjectNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        FormationRequest request = reader.created(body);
        String owner = caller.actingFor(request.trainerId());
        return submission
                .submit(key == null ? Ids.next() : Ids.of(caller.userId(), key, body.toString()), id -> {
                    Content content = ContentBuilder.first(request, owner, id);
                    return Formation.submitted(id, owner, content, request.keepsUploads());
                })
                .flatMap(formation -> views.of(formation, caller).map(view -> created(formation, view)));
    }

    @GetMapping({"/api/formations", "/api/formations/"})
    Mono<Page<FormationSummary>> list(
            @RequestParam MultiValueMap<String, String> query, @AuthenticationPrincipal Caller caller) {
        return visible(caller, query.getFirst("user_id"))
                .map(visible -> FormationQuery.of(visible, query))
                .flatMap(wanted -> formations
                        .list(wanted)
                        .collectList()
                        .flatMap(found -> views.progress(found.subList(0, Math.min(found.size(), wanted.limit())))
                                .map(progress -> page(found, wanted.limit(), progress))));
    }

    @GetMapping({"/api/formations/{id}", "/api/formations/{id}/"})
    Mono<ResponseEntity<FormationView>> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return views.visible(id, caller)
                .flatMap(formation -> views.of(formation, caller)
                        .map(view ->
                                ResponseEntity.ok().eTag(IfMatch.tag(formation)).body(view)));
    }

    private Mono<Criteria> visible(Caller caller, @Nullable String userId) {
        if (userId == null && FormationViews.seesAll(caller)) {
            return Mono.just(FormationQuery.all());
        }
        String person = caller.actingFor(userId);
        return enrolments.formationsOf(person).collectList().map(ids -> FormationQuery.visibleTo(person, ids));
    }

    private static Page<FormationSummary> page(List<Formation> found, int limit, Progress progress) {
        return Page.of(found, limit, formation -> FormationSummary.of(formation, progress), Formation::cursor);
    }

    private static ResponseEntity<FormationView> created(Formation formation, FormationView view) {
        boolean settled = view.status() != FormationStatus.SUBMITTED;
        return ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/formations/" + view.id()))
                .eTag(IfMatch.tag(formation))
                .body(view);
    }
}
