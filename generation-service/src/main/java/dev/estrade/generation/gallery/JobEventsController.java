package dev.estrade.generation.gallery;

import dev.estrade.generation.job.Job;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.stream.EventStreams;
import dev.estrade.support.stream.Looks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The stream of one job: its status whenever that changes, until it has ended. */
@RestController
class JobEventsController {
    private final OwnJobs own;
    private final Looks looks;
    private final EventStreams streams;
    private final JsonMapper json;

    JobEventsController(OwnJobs own, Looks looks, EventStreams streams, JsonMapper json) {
        this.own = own;
        this.looks = looks;
        this.streams = streams;
        this.json = json;
    }

    /** A problem before the stream begins is an answer of its own, not an event. */
    @GetMapping(path = "/api/{kind:images|videos}/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestHeader(name = EventStreams.LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @AuthenticationPrincipal Caller caller,
            Authentication authentication) {
        Mono<Job> job = own.require(kind, id, userId, caller);
        return job.map(found -> streams.answer(news(job, id, lastEventId), caller, authentication));
    }

    /** It ends with the job's last status, or with {@code gone} when it was removed. */
    private Flux<ServerSentEvent<String>> news(Mono<Job> job, String id, @Nullable String lastEventId) {
        Flux<ServerSentEvent<String>> states = looks.at(job, JobHints.keysOf(id))
                .takeUntil(Job::isOver)
                .distinctUntilChanged(StatusView::of)
                .filter(found -> found.isOver() || !tag(found).equals(lastEventId))
                .map(this::event);
        return states.onErrorResume(
                ProblemException.class,
                gone -> Flux.just(ServerSentEvent.<String>builder()
                        .event("gone")
                        .data("{\"job_id\":\"" + id + "\"}")
                        .build()));
    }

    private ServerSentEvent<String> event(Job job) {
        return ServerSentEvent.<String>builder()
                .event("job")
                .id(tag(job))
                .data(json.writeValueAsString(StatusView.of(job)))
                .build();
    }

    private static String tag(Job job) {
        return String.valueOf(job.version());
    }
}
