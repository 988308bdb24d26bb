package dev.estrade.upload.form;

import dev.estrade.events.LessonUploaded;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /upload/lesson}: a lesson's video and its place in one form. */
@RestController
class LessonFormController {
    private static final List<String> FIELDS = List.of("trainer_id", "course_id", "module_id", "lesson_id");

    private final Forms forms;
    private final Courses courses;
    private final Uploads uploads;

    LessonFormController(Forms forms, Courses courses, Uploads uploads) {
        this.forms = forms;
        this.courses = courses;
        this.uploads = uploads;
    }

    /** @param taskId for {@code GET /api/tasks/{task_id}} */
    record Accepted(String taskId, String lessonId, String hlsPath) {}

    @PostMapping(
            path = {"/upload/lesson", "/upload/lesson/"},
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> lesson(
            @RequestBody Flux<PartEvent> parts,
            @RequestHeader HttpHeaders headers,
            @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        return forms.read(parts, headers, sofar -> admit(sofar, caller), form -> accept(form, caller));
    }

    private Mono<String> admit(Form sofar, Caller caller) {
        String trainer = sofar.text("trainer_id");
        String course = sofar.text("course_id");
        String owner = trainer.isBlank() ? caller.userId() : owner(trainer, caller);
        return course.isBlank()
                ? Mono.just(owner)
                : courses.requireNotOthers(course(course), owner).thenReturn(owner);
    }

    Mono<Accepted> accept(Form form, Caller caller) {
        Upload received = form.complete(FIELDS);
        String owner = owner(form.text("trainer_id"), caller);
        Rel rel = rel(form);
        return forms.verified(received)
                .then(courses.own(rel.courseId(), owner))
                .then(Mono.defer(() -> uploads.change(received.id(), current -> assigned(current, owner, rel))))
                .map(upload -> new Accepted(upload.id(), rel.lessonId(), "/hls2/" + rel + "/output.m3u8"));
    }

    private static Upload assigned(Upload upload, String owner, Rel rel) {
        Upload claimed = upload.claimedBy(rel.toString());
        return claimed == upload
                ? upload
                : claimed.recording(new LessonUploaded(upload.nextVersion(), owner, claimed.claimed(rel)));
    }

    /** The trainer as a user: a form names him by the segment of his paths. */
    private static String owner(String trainerId, Caller caller) {
        return Rel.segmentOf(caller.userId()).equals(trainerId) ? caller.userId() : caller.actingFor(trainerId);
    }

    private static Rel rel(Form form) {
        return new Rel(
                segment("trainer_id", form.text("trainer_id")),
                course(form.text("course_id")),
                segment("module_id", form.text("module_id")),
                segment("lesson_id", form.text("lesson_id")));
    }

    /** @throws ProblemException {@code request.invalid} as well for the one that recordings of lives have */
    static String course(String text) {
        if (text.equals(LivePlace.COURSE)) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(List.of(
                            new FieldProblem("course_id", "field.invalid", "No course may be called " + text + ".")));
        }
        return segment("course_id", text);
    }

    static String segment(String name, String text) {
        if (!Rel.isSegment(text)) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(List.of(
                            new FieldProblem(name, "field.invalid", "An id is 1 to 64 of A-Z, a-z, 0-9, _ and -.")));
        }
        return text;
    }
}
