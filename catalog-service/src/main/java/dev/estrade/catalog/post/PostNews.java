package dev.estrade.catalog.post;

import dev.estrade.catalog.library.Library;
import dev.estrade.catalog.library.LiveRecording;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What upload-service and transcode-service tell of lives and their recordings. */
@Component
class PostNews implements EventHandler {
    private final Posts posts;
    private final Library library;
    private final PostProperties settings;

    PostNews(Posts posts, Library library, PostProperties settings) {
        this.posts = posts;
        this.library = library;
        this.settings = settings;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof LiveMediaAccepted e) {
            return posts.change(e.liveId(), post -> post.accepted(e, time))
                    .flatMap(post -> e.upload() == null
                            ? Mono.empty()
                            : keep(post, e.upload().videoId(), time));
        }
        if (event instanceof LiveMediaRefused e) {
            return posts.change(e.liveId(), post -> post.refused(e)).then();
        }
        if (event instanceof RecordingStarted e) {
            return posts.change(e.liveId(), post -> post.recordingStarted(e.recordingId()))
                    .then();
        }
        if (event instanceof RecordingEnded e) {
            return posts.change(e.liveId(), post -> post.recordingEnded(e)).then();
        }
        if (event instanceof RecordingAssembled e) {
            return posts.change(
                            e.liveId(),
                            post -> post.assembled(e.recordingId(), e.original().size()))
                    .flatMap(post -> keep(post, e.recordingId(), time));
        }
        return event instanceof GenerationErased e && isRecording(e)
                ? posts.change(e.rel().moduleId(), post -> post.erased(e.generation()))
                        .then(library.erased(e.generation(), e.rel().moduleId()))
                : Mono.empty();
    }

    /** Of a stream the generation is the recording's id as well. */
    private static boolean isRecording(GenerationErased erased) {
        return erased.rel().courseId().equals(LivePlace.COURSE)
                && erased.rel().lessonId().equals(erased.generation());
    }

    /** In its author's library, unless it is deleted, or was no part of this live in the end. */
    private Mono<Void> keep(Post post, String recordingId, Instant at) {
        return Mono.justOrEmpty(post.kept().stream()
                        .filter(recorded -> recorded.id().equals(recordingId))
                        .findFirst())
                .filter(recorded -> post.life().state() != LiveLife.State.DELETED)
                .map(recorded -> new LiveRecording(
                        recorded.id(),
                        post.ownerId(),
                        post.id(),
                        recorded.rel(post),
                        PostView.title(post),
                        PostView.description(post),
                        PostView.playlist(recorded.rel(post), settings),
                        recorded.size()))
                .flatMap(recording -> library.keep(recording, at));
    }
}
