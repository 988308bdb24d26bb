package dev.estrade.catalog.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.events.EventType;
import dev.estrade.events.LivePlace;
import dev.estrade.events.MediaSaved;
import dev.estrade.support.events.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaItemTests {
    private final MediaItem item = MediaItem.of(saved(3, "Le film"), Instant.parse("2026-11-21T08:00:00.123456Z"));

    @Test
    void isWhatWasSaved() {
        assertThat(item.saved().kind()).isEqualTo(Kind.VIDEO);
        assertThat(item.ownerId()).isEqualTo("trainer");
        assertThat(item.createdAt()).isEqualTo("2026-11-21T08:00:00.123Z");
        assertThat(item.pending()).isEmpty();
    }

    @Test
    void takesNewsAndLeavesWhatIsOlder() {
        assertThat(item.savedAgain(saved(4, "Autre titre")).saved().title()).isEqualTo("Autre titre");
        assertThat(item.savedAgain(saved(4, "Autre titre")).createdAt()).isEqualTo(item.createdAt());
        assertThat(item.savedAgain(saved(3, "Autre titre"))).isSameAs(item);
        assertThat(item.savedAgain(saved(2, "Autre titre"))).isSameAs(item);
    }

    @Test
    void isDeletedOnceAndForGood() {
        MediaItem deleted = item.deleted();

        assertThat(deleted.isDeleted()).isTrue();
        assertThat(deleted.pending()).extracting(OutgoingEvent::type).containsExactly(EventType.MEDIA_DELETED.type());
        assertThat(deleted.deleted()).isSameAs(deleted);
        assertThat(deleted.savedAgain(saved(9, "Revenant"))).isSameAs(deleted);
    }

    @Test
    void ofARecordingIsDeletedWithWhatPlays() {
        MediaItem recording = MediaItem.of(recording(), Instant.EPOCH);

        assertThat(recording.saved().fileKey()).isNull();
        assertThat(recording.deleted().pending())
                .extracting(OutgoingEvent::type)
                .containsExactly(EventType.GENERATIONS_REMOVED.type());
        assertThat(recording.erased().isDeleted()).isTrue();
        assertThat(recording.erased().pending()).isEmpty();
        assertThat(recording.recordedAs(recording())).isSameAs(recording);
    }

    @Test
    void staysASavedFilmWhicheverNewsComesFirst() {
        MediaItem savedFirst = item.recordedAs(recording());
        MediaItem recordedFirst = MediaItem.of(recording(), Instant.EPOCH).savedAgain(saved(3, "Le film"));

        for (MediaItem film : List.of(savedFirst, recordedFirst)) {
            assertThat(film.saved().title()).isEqualTo("Le film");
            assertThat(film.isOf("post")).isTrue();
            assertThat(film.deleted().pending())
                    .extracting(OutgoingEvent::type)
                    .containsExactly(EventType.GENERATIONS_REMOVED.type(), EventType.MEDIA_DELETED.type());
            assertThat(film.erased().isDeleted()).isFalse();
            assertThat(film.erased().isOf("post")).isFalse();
        }
        MediaItem deleted = item.deleted();
        assertThat(deleted.recordedAs(recording())).isSameAs(deleted);
    }

    private static LiveRecording recording() {
        String id = "5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11";
        return new LiveRecording(
                id, "trainer", "post", LivePlace.recording("trainer", "post", id), "Live", "", "https://h/x.m3u8", 9);
    }

    static MediaSaved saved(long version, String title) {
        return new MediaSaved(
                "5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11",
                version,
                "trainer",
                "video",
                "videos/5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11.mp4",
                "https://cdn.example/videos/5b8e2c1e-7b0b-4d7e-9d3a-0c9f6f6e2b11.mp4",
                title,
                "",
                "video/mp4",
                7,
                null,
                null);
    }
}
