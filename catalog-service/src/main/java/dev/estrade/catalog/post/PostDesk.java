package dev.estrade.catalog.post;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.library.Library;
import dev.estrade.catalog.post.Post.Media;
import dev.estrade.catalog.post.PostRequests.Action;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people do with posts; each fails with {@code post.unknown} where there is none. */
@Component
class PostDesk {
    private final Posts posts;
    private final Chat chat;
    private final Audience audience;
    private final Library library;

    PostDesk(Posts posts, Chat chat, Audience audience, Library library) {
        this.posts = posts;
        this.chat = chat;
        this.audience = audience;
        this.library = library;
    }

    Mono<Post> start(String author, String content) {
        return posts.add(Post.started(UUID.randomUUID().toString(), author, content));
    }

    Mono<Post> find(String id) {
        return posts.find(id).filter(post -> !post.isTombstone()).switchIfEmpty(unknown());
    }

    /** Fails with {@code post.not_author} for anybody else than its author, an admin and the frontend's own server. */
    Mono<Post> ofAuthor(String id, Caller caller) {
        return find(id).doOnNext(post -> requireAuthor(post, caller));
    }

    /** Fails with {@code post.live_over}. */
    Mono<Post> running(String id) {
        return find(id).doOnNext(PostDesk::requireLive);
    }

    Mono<Chat.Message> say(String id, String userId, String content) {
        return chat.say(Chat.Message.of(id, userId, content));
    }

    Mono<List<Chat.Message>> messages(String id, int limit, @Nullable Cursor after) {
        return chat.list(id, limit, after).collectList();
    }

    /** One may leave what is over. Fails with {@code post.live_over}. */
    Mono<Audience.Figures> present(String id, String userId, Action action) {
        return action == Action.LEAVE
                ? find(id).flatMap(post -> audience.leaves(id, userId))
                : running(id).flatMap(post -> audience.watches(id, userId));
    }

    /**
     * Deleting again is fine. The library's items go last; what a crash leaves of them goes when transcode-service says
     * that the recordings are erased.
     */
    Mono<Void> delete(String id, @Nullable Media media, Caller caller) {
        return posts.find(id)
                .switchIfEmpty(unknown())
                .doOnNext(post -> requireAuthor(post, caller))
                .flatMap(post -> posts.change(id, current -> current.deleted(media, Instant.now())))
                .delayUntil(gone -> gone.life().state() == LiveLife.State.DELETED
                        ? Flux.fromIterable(gone.kept())
                                .concatMap(recorded -> library.delete(recorded.id(), id))
                                .then()
                        : Mono.empty())
                .flatMap(gone -> chat.forget(id).then(audience.forget(id)));
    }

    private static void requireAuthor(Post post, Caller caller) {
        boolean allowed = post.ownerId().equals(caller.userId()) || caller.has(Role.ADMIN) || caller.has(Role.SERVICE);
        if (!allowed) {
            throw ProblemException.of(CatalogProblem.POST_NOT_AUTHOR, CatalogProblem.POST_NOT_AUTHOR.title());
        }
    }

    private static void requireLive(Post post) {
        if (!post.isLive()) {
            throw ProblemException.of(CatalogProblem.POST_LIVE_OVER, CatalogProblem.POST_LIVE_OVER.title());
        }
    }

    private static Mono<Post> unknown() {
        return Mono.error(() -> ProblemException.of(CatalogProblem.POST_UNKNOWN, CatalogProblem.POST_UNKNOWN.title()));
    }
}
