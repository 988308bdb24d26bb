package dev.estrade.catalog.post;

import dev.estrade.catalog.post.Post.Media;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.Page;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.security.Caller;
import java.util.List;
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

/** The feed, which everybody sees who is signed in. */
@RestController
class PostController {
    private final Posts posts;
    private final PostDesk desk;
    private final PostViews views;

    PostController(Posts posts, PostDesk desk, PostViews views) {
        this.posts = posts;
        this.desk = desk;
        this.views = views;
    }

    @GetMapping({"/api/posts", "/api/posts/"})
    Mono<Page<PostView>> feed(@RequestParam MultiValueMap<String, String> query) {
        QueryReader reader = new QueryReader(query);
        int limit = reader.limit();
        Cursor after = reader.cursor();
        reader.requireFaultless();
        return posts.list(limit, after).collectList().flatMap(found -> page(found, limit));
    }

    @GetMapping({"/api/posts/{id}", "/api/posts/{id}/"})
    Mono<PostView> show(@PathVariable String id) {
        return desk.find(id).flatMap(views::of);
    }

    /** A live that runs is stopped first: 409. */
    @DeleteMapping({"/api/posts/{id}", "/api/posts/{id}/"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String media,
            @AuthenticationPrincipal Caller caller) {
        return desk.delete(id, parsed(media), caller);
    }

    private Mono<Page<PostView>> page(List<Post> found, int limit) {
        Page<Post> shown = Page.of(found, limit, post -> post, Post::cursor);
        return views.of(shown.data()).map(data -> new Page<>(data, shown.nextCursor()));
    }

    private static @Nullable Media parsed(@Nullable String media) {
        if (media == null) {
            return null;
        }
        return switch (media) {
            case "keep" -> Media.KEEP;
            case "delete" -> Media.DELETE;
            default -> throw PostRequests.invalid("media", "field.invalid", "media is keep or delete.");
        };
    }
}
