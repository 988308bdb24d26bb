package dev.estrade.upload.form;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.presentation.Presentations;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code POST /upload_presentation/…}: the unencrypted video that introduces a course or a module. A {@code service} or
 * an admin puts it into the owner's course.
 */
@RestController
@RequestMapping(path = "/upload_presentation", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
class PresentationFormController {
    private final Forms forms;
    private final Courses courses;
    private final Presentations presentations;

    PresentationFormController(Forms forms, Courses courses, Presentations presentations) {
        this.forms = forms;
        this.courses = courses;
        this.presentations = presentations;
    }

    record Stored(String filePath) {}

    @PostMapping({"/course/{courseId}", "/course/{courseId}/"})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Stored> course(
            @PathVariable String courseId,
            @RequestBody Flux<PartEvent> parts,
            @RequestHeader HttpHeaders headers,
            @AuthenticationPrincipal Caller caller) {
        String course = LessonFormController.course(courseId);
        return store(course, "courses/" + course, parts, headers, caller);
    }

    @PostMapping({"/module/{courseId}/{moduleId}", "/module/{courseId}/{moduleId}/"})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Stored> module(
            @PathVariable String courseId,
            @PathVariable String moduleId,
            @RequestBody Flux<PartEvent> parts,
            @RequestHeader HttpHeaders headers,
            @AuthenticationPrincipal Caller caller) {
        String course = LessonFormController.course(courseId);
        String place = "modules/" + course + "/" + LessonFormController.segment("module_id", moduleId);
        return store(course, place, parts, headers, caller);
    }

    private Mono<Stored> store(
            String courseId, String place, Flux<PartEvent> parts, HttpHeaders headers, Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        return courses.ownerOf(courseId)
                .filter(owner -> caller.has(Role.ADMIN) || caller.has(Role.SERVICE))
                .defaultIfEmpty(caller.userId())
                .flatMap(owner -> forms.read(
                        parts,
                        headers,
                        sofar -> courses.requireNotOthers(courseId, owner).thenReturn(owner),
                        form -> replace(form.complete(List.of()), courseId, owner, place)));
    }

    Mono<Stored> replace(Upload received, String courseId, String owner, String place) {
        return forms.verified(received)
                .flatMap(verified -> courses.own(courseId, owner).then(presentations.replace(place, verified)))
                .map(fileKey -> new Stored("/" + fileKey));
    }
}
