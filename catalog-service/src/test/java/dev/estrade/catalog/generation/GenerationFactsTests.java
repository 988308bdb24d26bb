package dev.estrade.catalog.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobCompleted.ResultFile;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.events.MediaDeleted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GenerationFactsTests {
    private static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");

    @Test
    void tellsWhatWasMadeButNotWhereItLies() {
        ResultFile file = new ResultFile("generations/j1/1.png", "image/png", 7, "etag", 64, 48, null);
        Fact fact = factOf(new GenerationJobCompleted("j1", 5, "ada", "image", List.of(file)));

        assertThat(fact.type()).isEqualTo(Fact.Type.GENERATION_COMPLETED);
        assertThat(fact.ownerId()).isEqualTo("ada");
        assertThat(fact.at()).isEqualTo(AT);
        assertThat(fact.data())
                .containsEntry("job_id", "j1")
                .containsEntry("kind", "image")
                .containsEntry(
                        "files", List.of(Map.of("content_type", "image/png", "size", 7L, "width", 64, "height", 48)));
    }

    @Test
    void tellsWhyAJobFailed() {
        Fact fact = factOf(new GenerationJobFailed("j2", 5, "ada", "video", "generation.timed_out", "Too late."));

        assertThat(fact.type()).isEqualTo(Fact.Type.GENERATION_FAILED);
        assertThat(fact.data()).containsEntry("error", Map.of("code", "generation.timed_out", "detail", "Too late."));
    }

    @Test
    void isOneFactHoweverAJobEnded() {
        Fact completed = factOf(new GenerationJobCompleted("j3", 5, "ada", "image", List.of()));
        Fact failed = factOf(new GenerationJobFailed("j3", 6, "ada", "image", "c", "d"));

        assertThat(completed.id()).isEqualTo(failed.id());
    }

    @Test
    void saysNothingOfOtherEvents() {
        assertThat(GenerationFacts.factOf(new MediaDeleted("m", 1, "ada"), AT)).isNull();
    }

    private static Fact factOf(Event event) {
        return Objects.requireNonNull(GenerationFacts.factOf(event, AT));
    }
}
