package dev.estrade.upload.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.GenerationErased;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.RecordingStarted;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.upload.recording.ChunkSweep.Swept;
import dev.estrade.upload.recording.Life.State;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of chunks when nobody needs them any more, and of those that somebody may. */
class ChunksIT extends RecordingCase {

    @Test
    void letsChunksGoWhenTheyAreOneFile() {
        Started recording = recorded();

        send(new RecordingAssembled(recording.id, 1, live, author, original(recording.id)));

        awaitGone(recording.id);
        assertThat(state(recording.id)).isEqualTo(State.ASSEMBLED);
        recording.put(1, 10);
        assertThat(swept()).contains(Swept.REMOVED);
        awaitGone(recording.id);
    }

    @Test
    void keepsTheChunksOfWhatCouldNotBeAssembledUntilItIsDeleted() {
        Started recording = recorded();
        Rel rel = LivePlace.recording(author, live, recording.id);
        send(new LessonFailed(rel, recording.id, 1, "media.not_media", "No film.", author));
        send(new GenerationErased(LivePlace.stream(live), recording.id, 1));
        recording.put(9, 10);
        Started other = new Started(UUID.randomUUID().toString());
        service.media()
                .put(RecordingStarted.chunkKey(other.id, 0), "video/webm", new byte[1])
                .block();

        assertThat(swept()).containsExactlyInAnyOrder(Swept.REMOVED, Swept.STUCK);
        assertThat(keys(recording.id)).as("beyond the last one that counted").hasSize(1);
        service.media().delete(RecordingStarted.chunkKey(other.id, 0)).block();

        send(new GenerationErased(rel, recording.id, 1));
        awaitGone(recording.id);
        assertThat(state(recording.id)).isEqualTo(State.REMOVED);
    }

    @Test
    void forgetsADeletedLive() {
        Started ended = recorded();
        Started open = record();
        open.put(0, 10);

        send(new LiveChanged(live, ++version, author, false, false, List.of()));

        awaitGone(ended.id);
        awaitGone(open.id);
        await().atMost(PATIENCE).untilAsserted(() -> start(author, "video/webm").expect(404, "recording.live_unknown"));
        send(new LiveChanged(live, version - 1, author, true, true, List.of(LivePlace.stream(live))));
        pause(1000);
        start(author, "video/webm").expect(404, "recording.live_unknown");
    }

    @Test
    void leavesTheRecordingsOfADeletedPostToTheirAuthor() {
        Started recording = recorded();
        Rel rel = LivePlace.recording(author, live, recording.id);

        send(new LiveChanged(live, ++version, author, false, false, List.of(rel)));

        await().atMost(PATIENCE).untilAsserted(() -> start(author, "video/webm").expect(409, "recording.live_closed"));
        assertThat(keys(recording.id)).hasSize(1);
    }

    /** Opened between the stop and the news of it. */
    @Test
    void endsWhatIsOpenWhenItsLiveIsOver() {
        Started recording = record();
        recording.put(0, 10);

        changed(false);

        assertThat(ended(recording.id).chunks()).isEqualTo(1);
    }

    private static List<Swept> swept() {
        return service.bean(ChunkSweep.class)
                .run()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private ClaimedUpload original(String id) {
        return new ClaimedUpload(
                id, LivePlace.recording(author, live, id), "live.mkv", "originals/x", "e", 10, "matroska");
    }
}
