package dev.estrade.catalog.post;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.Fact.Type;
import dev.estrade.catalog.fact.FactListener;
import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells that recordings are saved, once each: when they first play, whether that is heard as playable or as ready. One
 * that failed is told of as a lesson is. Of streams nothing is told.
 */
@Component
class RecordingFacts implements EventHandler {
    private static final int LONGEST_TITLE = 200;

    private final Posts posts;
    private final PostProperties settings;
    private final List<FactListener> listeners;

    RecordingFacts(Posts posts, PostProperties settings, List<FactListener> listeners) {
        this.posts = posts;
        this.settings = settings;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof LessonPlayable e) {
            return plays(e.rel(), e.generation(), e.duration(), time);
        }
        if (event instanceof LessonReady e) {
            return plays(e.rel(), e.generation(), e.duration(), time);
        }
        if (event instanceof LessonFailed e) {
            Map<String, Object> error = Map.of("error", Map.of("code", e.code(), "detail", e.detail()));
            String id = Type.LESSON_FAILED.text() + ":" + e.generation() + ":" + e.version();
            return tell(e.rel(), e.generation(), id, Type.LESSON_FAILED, error, time);
        }
        return Mono.empty();
    }

    private Mono<Void> plays(Rel rel, String generation, double duration, Instant at) {
        Map<String, Object> outcome = Map.of("duration", duration, "url", PostView.playlist(rel, settings));
        String id = Type.RECORDING_SAVED.text() + ":" + generation;
        return tell(rel, generation, id, Type.RECORDING_SAVED, outcome, at);
    }

    private Mono<Void> tell(Rel rel, String generation, String id, Type type, Map<String, Object> outcome, Instant at) {
        if (!rel.courseId().equals(LivePlace.COURSE) || !rel.lessonId().equals(generation)) {
            return Mono.empty();
        }
        return posts.find(rel.moduleId())
                .filter(post -> post.life().state() != LiveLife.State.DELETED)
                .flatMap(post -> FactListener.tellAll(
                        listeners, new Fact(id, type, post.ownerId(), at, data(post, rel, generation, outcome))));
    }

    private static Map<String, Object> data(Post post, Rel rel, String recordingId, Map<String, Object> outcome) {
        Map<String, Object> data = new LinkedHashMap<>();
        String content = post.content();
        data.put("title", content.substring(0, Math.min(content.length(), LONGEST_TITLE)));
        data.put("post_id", post.id());
        data.put("live_id", post.id());
        data.put("recording_id", recordingId);
        data.put("rel", rel.toString());
        data.putAll(outcome);
        return data;
    }
}
