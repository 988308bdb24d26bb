package dev.estrade.catalog.post;

import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.catalog.lesson.LessonStates;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What played while lives ran goes when their recordings are ready: it is the same once more, at one size. */
@Component
class StreamSweep {
    private static final Duration STREAMS_STAY = Duration.ofHours(24);

    private final Posts posts;
    private final LessonStates lessons;

    StreamSweep(Posts posts, LessonStates lessons) {
        this.posts = posts;
        this.lessons = lessons;
    }

    /** Of lives that were over by then. Where a recording could not be made, its stream is all there is, and stays. */
    Mono<Void> run(Instant over) {
        return posts.withStreamsSince(over)
                .filterWhen(this::isReady)
                .concatMap(post -> posts.change(post.id(), current -> current.withoutStreams(Instant.now())))
                .then();
    }

    private Mono<Boolean> isReady(Post post) {
        List<String> ids =
                post.kept().stream().map(recorded -> recorded.stateId(post)).toList();
        return lessons.find(ids).map(states -> ids.stream().allMatch(id -> isReady(states, id)));
    }

    private static boolean isReady(Map<String, LessonState> states, String id) {
        LessonState state = states.get(id);
        return state != null && state.status() == Status.READY;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob liveStreamSweep(StreamSweep sweep) {
            return new RecurringJob(
                    "live stream sweep",
                    Duration.ofMinutes(10),
                    () -> sweep.run(Instant.now().minus(STREAMS_STAY)));
        }
    }
}
