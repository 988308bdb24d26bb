package dev.estrade.catalog.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.events.EventType;
import dev.estrade.events.MediaSaved;
import dev.estrade.support.events.OutgoingEvent;
import java.time.Instant;
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
