package dev.estrade.catalog.post;

import dev.estrade.catalog.lesson.LessonStates;
import dev.estrade.catalog.post.PostView.Surroundings;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes views of posts. */
@Component
class PostViews {
    private static final int AT_ONCE = 8;

    private final LessonStates lessons;
    private final Audience audience;
    private final Chat chat;
    private final PostProperties settings;

    PostViews(LessonStates lessons, Audience audience, Chat chat, PostProperties settings) {
        this.lessons = lessons;
        this.audience = audience;
        this.chat = chat;
        this.settings = settings;
    }

    Mono<PostView> of(Post post) {
        List<String> ids =
                post.kept().stream().map(recorded -> recorded.stateId(post)).toList();
        return Mono.zip(lessons.find(ids), audience.figures(post.id()), chat.latest(post.id()), chat.count(post.id()))
                .map(found -> new Surroundings(found.getT1(), found.getT2(), found.getT3(), found.getT4()))
                .map(around -> PostView.of(post, around, settings));
    }

    /** In their order. */
    Mono<List<PostView>> of(List<Post> posts) {
        return Flux.fromIterable(posts).flatMapSequential(this::of, AT_ONCE).collectList();
    }
}
