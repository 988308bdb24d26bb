package dev.estrade.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.GenerationJobFailed;
import dev.estrade.events.Topics;
import dev.estrade.generation.RunningGeneration.Client;
import dev.estrade.test.PublishedEvents;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that say nothing by themselves. */
class ReconcileIT {
    private final RunningGeneration service = RunningGeneration.shared();
    private final FakeBackend backend = service.backend();
    private final Client user = service.somebody();

    @Test
    void findsTheResultsOfALostWebhook() {
        String id = user.generate("images", "p");
        String url = backend.file(id, Media.picture("png", 4, 4));
        backend.says(id, "{\"status\": \"done\", \"progress\": 100, \"data\": {\"images\": [\"" + url + "\"]}}");

        user.await("images", id, "COMPLETED");
        assertThat(backend.requests(id)).hasSize(1);
    }

    @Test
    void hearsOfProgressAndFailure() {
        String id = user.generate("videos", "p");
        backend.says(id, "{\"status\": \"in_progress\", \"progress\": 42}");
        RunningGeneration.eventually(
                nothing -> user.status("videos", id).path("progress").asInt() == 42);
        backend.says(id, "{\"status\": \"error\", \"error\": \"no memory\"}");

        assertThat(user.await("videos", id, "FAILED").at("/error/detail").asString())
                .isEqualTo("no memory");
    }

    @Test
    void sendsAgainWhatTheBackendDoesNotKnowButNotForEver() {
        String id = user.generate("images", "p");
        RunningGeneration.eventually(nothing -> backend.asked(id) >= 4);

        assertThat(backend.requests(id)).hasSize(3);
        assertThat(user.status("images", id).path("status").asString()).isEqualTo("PROCESSING");
        user.delete("/api/images/" + id).expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"confused\"}", "{\"status\": \"processing\"}", "[]", "no json"})
    void failsByTheDeadlineWhateverTheBackendSays(String said) {
        Client somebody = Brief.SERVICE.somebody();
        String id = somebody.generate("images", "p");
        Brief.SERVICE.backend().says(id, said);

        assertThat(somebody.failure("images", id)).isEqualTo("generation.timed_out");
        assertThat(PublishedEvents.of(Topics.GENERATIONS, id, Duration.ofSeconds(2)))
                .filteredOn(event -> event.event() instanceof GenerationJobFailed)
                .hasSize(1);
    }

    @Test
    void failsByTheDeadlineWithoutABackend() {
        Client somebody = Brief.SERVICE.somebody();
        FakeBackend.Reply[] down = new FakeBackend.Reply[100];
        Arrays.fill(down, FakeBackend.Reply.of(503));
        Brief.SERVICE.backend().answers("down", down);
        String id = somebody.generate("images", "down");

        assertThat(somebody.failure("images", id)).isEqualTo("generation.timed_out");
    }

    /** Started by the first test that needs it. */
    private static final class Brief {
        static final RunningGeneration SERVICE = RunningGeneration.start("ESTRADE_GENERATION_DEADLINE=3s");
    }
}
