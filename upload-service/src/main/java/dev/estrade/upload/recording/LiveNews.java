package dev.estrade.upload.recording;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What becomes of lives and their recordings elsewhere. The chunks of a recording that could not be assembled are kept
 * until its author deletes it.
 */
@Component
class LiveNews implements EventHandler {
    private final Lives lives;
    private final Recordings recordings;
    private final RecordingEnds ends;
    private final Chunks chunks;

    LiveNews(Lives lives, Recordings recordings, RecordingEnds ends, Chunks chunks) {
        this.lives = lives;
        this.recordings = recordings;
        this.ends = ends;
        this.chunks = chunks;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof LiveChanged changed) {
            return lives.keep(Live.of(changed, time)).flatMap(this::follow);
        }
        if (event instanceof RecordingAssembled assembled) {
            return recordings
                    .change(assembled.recordingId(), Recording::assembled)
                    .flatMap(this::erase);
        }
        return event instanceof GenerationErased erased && isRecording(erased)
                ? recordings.change(erased.generation(), Recording::removed).flatMap(this::erase)
                : Mono.empty();
    }

    /** Of a stream the generation is the recording's id as well. */
    private static boolean isRecording(GenerationErased erased) {
        return erased.rel().courseId().equals(LivePlace.COURSE)
                && erased.rel().lessonId().equals(erased.generation());
    }

    private Mono<Void> follow(Live live) {
        if (live.deletedAt() != null) {
            return recordings
                    .of(live.id())
                    .concatMap(found -> recordings.change(found.id(), Recording::removed))
                    .concatMap(this::erase)
                    .then();
        }
        // A recording may have been opened between the stop and the news of it.
        return live.open() ? Mono.empty() : ends.stop(live.id()).then();
    }

    private Mono<Void> erase(Recording recording) {
        return recording.state().needsChunks() ? Mono.empty() : chunks.erase(recording.id());
    }
}
