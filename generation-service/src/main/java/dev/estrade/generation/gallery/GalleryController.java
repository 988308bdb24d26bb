package dev.estrade.generation.gallery;

import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Kind;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.Page;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class GalleryController {
    private static final String USER_ID = "user_id";

    private final OwnJobs own;
    private final Jobs jobs;
    private final JobViews views;

    GalleryController(OwnJobs own, Jobs jobs, JobViews views) {
        this.own = own;
        this.jobs = jobs;
        this.views = views;
    }

    @GetMapping({"/api/{kind:images|videos}/{id}/status", "/api/{kind:images|videos}/{id}/status/"})
    Mono<StatusView> status(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(name = USER_ID, required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return own.require(kind, id, userId, caller).map(StatusView::of);
    }

    @GetMapping({"/api/{kind:images|videos}/{id}/result", "/api/{kind:images|videos}/{id}/result/"})
    Mono<ResultView> result(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(name = USER_ID, required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return own.require(kind, id, userId, caller).map(views::result);
    }

    /** Newest first. */
    @GetMapping({"/api/{kind:images|videos}/user", "/api/{kind:images|videos}/user/"})
    Mono<Page<GalleryItem>> gallery(
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> query,
            @AuthenticationPrincipal Caller caller) {
        QueryReader reader = new QueryReader(query);
        int limit = reader.limit();
        Cursor after = reader.cursor();
        reader.requireFaultless();
        return jobs.of(caller.actingFor(query.getFirst(USER_ID)), Kind.ofPath(kind), limit, after)
                .collectList()
                .map(found -> Page.of(found, limit, views::item, GalleryController::cursor));
    }

    /** Cancels a job that is under way; removes one that has ended, with its results. */
    @DeleteMapping("/api/{kind:images|videos}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(name = USER_ID, required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return own.require(kind, id, userId, caller)
                .flatMap(found ->
                        jobs.change(id, found.isOver() ? GalleryController::removed : GalleryController::cancelled))
                .then();
    }

    private static Job removed(Job job) {
        return job.removed(Instant.now());
    }

    /** One that has ended in the meantime stays: nobody has seen its result yet. */
    private static Job cancelled(Job job) {
        return job.cancelled(Instant.now());
    }

    private static Cursor cursor(Job job) {
        return new Cursor(job.order().createdAt(), job.id());
    }
}
