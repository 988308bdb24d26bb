package dev.estrade.transcode.task;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.work.Status;
import dev.estrade.transcode.work.Transcode;
import dev.estrade.transcode.work.Transcodes;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/tasks/{taskId}")
class TaskController {
    private final Transcodes transcodes;

    TaskController(Transcodes transcodes) {
        this.transcodes = transcodes;
    }

    @GetMapping
    Mono<TaskView> show(@PathVariable String taskId, @AuthenticationPrincipal Caller caller) {
        return owned(taskId, caller).map(TaskView::of);
    }

    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<TaskView> retry(@PathVariable String taskId, @AuthenticationPrincipal Caller caller) {
        return owned(taskId, caller)
                .flatMap(task -> transcodes.change(task.id(), TaskController::retried))
                .map(TaskView::of);
    }

    private Mono<Transcode> owned(String taskId, Caller caller) {
        return transcodes
                .ofGeneration(taskId)
                .filter(task -> task.lesson().ownerId().equals(caller.userId())
                        || caller.has(Role.ADMIN)
                        || caller.has(Role.SERVICE))
                .switchIfEmpty(Mono.error(() -> problem(TranscodeProblem.TASK_UNKNOWN)));
    }

    private static Transcode retried(Transcode task) {
        if (task.status() != Status.FAILED) {
            throw problem(TranscodeProblem.TASK_NOT_FAILED);
        }
        return task.retried();
    }

    private static ProblemException problem(TranscodeProblem code) {
        return ProblemException.of(code, code.title());
    }
}
