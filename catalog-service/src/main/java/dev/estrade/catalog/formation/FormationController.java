package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.enrolment.Enrolments;
import dev.estrade.catalog.formation.Formation.State;
import dev.estrade.catalog.lesson.LessonStates;
import dev.estrade.support.problem.ProblemException;
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
    private final Formations formations;
    private final Submission submission;
    private final LessonStates lessons;
    private final Enrolments enrolments;

    FormationController(Formations formations, Submission submission, LessonStates lessons, Enrolments enrolments) {
        this.formations = formations;
        this.submission = submission;
        this.lessons = lessons;
        this.enrolments = enrolments;
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
        return submission.submit(request.toFormation(owner)).flatMap(this::view).map(FormationController::created);
    }

    @GetMapping("/{id}")
    Mono<FormationView> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return formations
                .find(id)
                .filter(found -> found.state() == State.WHOLE || found.state() == State.SUBMITTED)
                .filterWhen(found -> maySee(caller, found))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CatalogProblem.FORMATION_UNKNOWN, CatalogProblem.FORMATION_UNKNOWN.title())))
                .flatMap(this::view);
    }

    private Mono<Boolean> maySee(Caller caller, Formation formation) {
        if (caller.userId().equals(formation.ownerId()) || caller.has(Role.ADMIN) || caller.has(Role.SERVICE)) {
            return Mono.just(true);
        }
        boolean offered =
                formation.state() == State.WHOLE && formation.content().published();
        return offered ? enrolments.isEnrolled(formation.id(), caller.userId()) : Mono.just(false);
    }

    private Mono<FormationView> view(Formation formation) {
        return lessons.find(formation.lessons().map(Formation.Lesson::stateId).toList())
                .map(states -> FormationView.of(formation, states));
    }

    private static ResponseEntity<FormationView> created(FormationView view) {
        boolean settled = !view.status().equals("submitted");
        return ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/formations/" + view.id()))
                .body(view);
    }
}
