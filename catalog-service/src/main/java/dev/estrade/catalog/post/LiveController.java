package dev.estrade.catalog.post;

import dev.estrade.catalog.post.PostView.MessageView;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.page.Page;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Lives while they run. Trainers, admins and the frontend's own server start them, as formations; whoever is signed in
 * watches and talks. {@code user_id} in a body names on whose behalf a {@code service} or an admin calls.
 */
@RestController
class LiveController {
    private final PostDesk desk;
    private final Stopping stopping;
    private final PostViews views;
    private final UserLimits messageLimits;
    private final PostProperties settings;

    LiveController(
            PostDesk desk, Stopping stopping, PostViews views, UserLimits messageLimits, PostProperties settings) {
        this.desk = desk;
        this.stopping = stopping;
        this.views = views;
        this.messageLimits = messageLimits;
        this.settings = settings;
    }

    /** @param viewersTotal people who watched at any time */
    record Viewers(long viewers, long viewersPeak, long viewersTotal) {}

    @PostMapping({"/api/posts/live", "/api/posts/live/"})
    Mono<ResponseEntity<PostView>> start(
            @RequestBody PostRequests.Text request, @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        String author = caller.actingFor(request.userId());
        return desk.start(author, request.checked(PostRequests.LONGEST_POST))
                .flatMap(views::of)
                .map(view -> ResponseEntity.created(URI.create("/api/posts/" + view.id()))
                        .body(view));
    }

    /** What the body says does not matter once it is over. */
    @PutMapping({"/api/posts/live/{liveId}/stop", "/api/posts/live/{liveId}/stop/"})
    Mono<PostView> stop(
            @PathVariable String liveId,
            @RequestBody(required = false) @Nullable StopRequest request,
            @AuthenticationPrincipal Caller caller) {
        StopRequest said = request == null ? new StopRequest(null) : request;
        return desk.ofAuthor(liveId, caller)
                .flatMap(post -> post.isLive() ? stopping.stop(liveId, said.wanted(settings)) : Mono.just(post))
                .flatMap(views::of);
    }

    @PostMapping({"/api/posts/live/{liveId}/messages", "/api/posts/live/{liveId}/messages/"})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MessageView> say(
            @PathVariable String liveId,
            @RequestBody PostRequests.Text request,
            @AuthenticationPrincipal Caller caller) {
        String user = caller.actingFor(request.userId());
        String text = request.checked(PostRequests.LONGEST_MESSAGE);
        return desk.running(liveId)
                .then(Mono.defer(() -> messageLimits.spend(user)))
                .then(Mono.defer(() -> desk.say(liveId, user, text)))
                .map(MessageView::of);
    }

    /** The newest first. */
    @GetMapping({"/api/posts/live/{liveId}/messages", "/api/posts/live/{liveId}/messages/"})
    Mono<Page<MessageView>> messages(@PathVariable String liveId, @RequestParam MultiValueMap<String, String> query) {
        QueryReader reader = new QueryReader(query);
        int limit = reader.limit();
        var after = reader.cursor();
        reader.requireFaultless();
        return desk.find(liveId)
                .flatMap(post -> desk.messages(liveId, limit, after))
                .map((List<Chat.Message> found) -> Page.of(found, limit, MessageView::of, Chat.Message::cursor));
    }

    @PostMapping({"/api/posts/live/{liveId}/viewers", "/api/posts/live/{liveId}/viewers/"})
    Mono<Viewers> viewers(
            @PathVariable String liveId,
            @RequestBody PostRequests.Presence request,
            @AuthenticationPrincipal Caller caller) {
        String user = caller.actingFor(request.userId());
        return desk.present(liveId, user, request.checked())
                .map(figures -> new Viewers(figures.watching(), figures.peak(), figures.total()));
    }
}
