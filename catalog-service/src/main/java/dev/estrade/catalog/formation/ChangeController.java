package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.enrolment.Enrolments;
import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.security.Caller;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes formations, whole or not at all: what brings new videos is seen when all of them are claimed. 200 with the
 * formation after the change; 202 with the one before it if the uploads' owner has not answered in 10 s, and then
 * {@code change} in the formation says what becomes of it.
 */
@RestController
class ChangeController {
    private final FormationReader reader;
    private final Submission submission;
    private final Formations formations;
    private final FormationViews views;
    private final Enrolments enrolments;

    ChangeController(
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

    @PatchMapping({"/api/formations/{id}", "/api/formations/{id}/"})
    Mono<ResponseEntity<FormationView>> patch(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body,
            @AuthenticationPrincipal Caller caller) {
        return views.changeable(id, caller)
                .flatMap(seen -> change(seen, new IfMatch(ifMatch).required(), known -> {
                    FormationRequest request = reader.patched(body, known.content());
                    return known.revised(ContentBuilder.next(request, known), request.keepsUploads());
                }));
    }

    /**
     * The video that a lesson has plays on until the new one does.
     *
     * @param moduleId needed where forms gave lessons of several modules the same id
     */
    @PutMapping({"/api/formations/{id}/lessons/{lessonId}/video", "/api/formations/{id}/lessons/{lessonId}/video/"})
    Mono<ResponseEntity<FormationView>> replace(
            @PathVariable String id,
            @PathVariable String lessonId,
            @RequestParam(name = "module_id", required = false) @Nullable String moduleId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody VideoRequest body,
            @AuthenticationPrincipal Caller caller) {
        String videoId = body.required();
        return views.changeable(id, caller)
                .flatMap(seen -> change(seen, new IfMatch(ifMatch), known -> {
                    Lesson lesson = lesson(known.content(), moduleId, lessonId);
                    return known.revised(
                            ContentBuilder.withVideo(known.content(), lesson, videoId), body.keepsUploads());
                }))
                .onErrorMap(ProblemException.class, VideoRequest::atItsField);
    }

    /** Repeating it is fine. */
    @DeleteMapping({"/api/formations/{id}", "/api/formations/{id}/"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        Mono<Void> first = views.changeable(id, caller)
                .flatMap(seen -> formations.change(id, known -> {
                    new IfMatch(ifMatch).check(known);
                    return known.deleted();
                }))
                .then(enrolments.end(id));
        return formations
                .find(id)
                .filter(found -> found.isDeleted() && FormationViews.mayChange(caller, found))
                .hasElement()
                .flatMap(again -> again ? enrolments.end(id) : first);
    }

    private Mono<ResponseEntity<FormationView>> change(
            Formation seen, IfMatch edition, UnaryOperator<Formation> transition) {
        return submission
                .change(seen.id(), known -> {
                    known.requireThere();
                    edition.check(known);
                    return transition.apply(known);
                })
                .flatMap(changed -> views.of(changed, true).map(view -> answer(changed, view)));
    }

    private static Lesson lesson(Content content, @Nullable String moduleId, String lessonId) {
        List<Lesson> meant = moduleId == null
                ? content.lessons(lessonId)
                : content.module(moduleId)
                        .map(module -> module.lessons(lessonId))
                        .orElse(List.of());
        if (meant.isEmpty()) {
            throw ProblemException.of(CatalogProblem.LESSON_UNKNOWN, CatalogProblem.LESSON_UNKNOWN.title());
        }
        if (meant.size() > 1) {
            throw ProblemException.of(CatalogProblem.LESSON_AMBIGUOUS, "Name its module by module_id as well.");
        }
        return meant.get(0);
    }

    private static ResponseEntity<FormationView> answer(Formation formation, FormationView view) {
        boolean waits = formation.draft() != null && formation.draft().isOpen();
        return ResponseEntity.status(waits ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .eTag(IfMatch.tag(formation))
                .body(view);
    }

    /** {@code {videoId, keep_uploads?}}. */
    record VideoRequest(
            @JsonProperty("videoId") @JsonAlias("video_id") @Nullable
            String videoId,

            @Nullable Boolean keepUploads) {

        boolean keepsUploads() {
            return Boolean.TRUE.equals(keepUploads);
        }

        String required() {
            if (videoId == null || videoId.isBlank()) {
                throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                        .withErrors(List.of(
                                new FieldProblem("videoId", "field.required", "A lesson names its uploaded video.")));
            }
            return videoId.strip();
        }

        /** This request has no modules to point into. */
        static ProblemException atItsField(ProblemException problem) {
            return problem.withErrors(problem.errors().stream()
                    .map(fault -> new FieldProblem("videoId", fault.code(), fault.detail()))
                    .toList());
        }
    }
}
