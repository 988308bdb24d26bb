package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.test.EventStream;
import dev.estrade.test.EventStream.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A trainer watches his formation being made, and the gateway is killed meanwhile. */
class WatchingIT {
    private static final Stack STACK = Stack.running();

    @Test
    void tellsHowFarALessonIsThroughAGatewayThatWasKilled() throws IOException {
        Path work = STACK.home().resolveSibling("watching");
        Video video = new Videos(FfmpegTools.locate(work.resolve("ffmpeg")), work.resolve("videos")).long40s();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        String id = trainer.publish("Regarder", List.of(trainer.upload(List.of(video))))
                .path("id")
                .asString();
        String path = "/api/formations/" + id + "/events";
        String reached;
        List<Received> seen = new ArrayList<>();
        try (EventStream before = EventStream.open(STACK.gateway() + path, STACK.token("trainer"))) {
            seen.addAll(before.until("lesson", "\"playable\""));
            ProcessHandle gateway = ProcessHandle.of(STACK.pid("gateway")).orElseThrow();
            gateway.destroyForcibly();
            gateway.onExit().join();
            before.awaitEnd();
            reached = before.lastEventId();
        }
        Stack.run("restart", "gateway");

        try (EventStream after = EventStream.open(STACK.gateway() + path, STACK.token("trainer"), reached)) {
            seen.addAll(after.until("formation", "\"ready\""));
        }

        JsonNode last = seen.get(seen.size() - 1).json();
        assertThat(last.path("status").asString()).isEqualTo("ready");
        assertThat(Trainer.lessons(last))
                .singleElement()
                .satisfies(
                        lesson -> assertThat(lesson.path("status").asString()).isEqualTo("ready"));
        List<JsonNode> told = notifications(id);
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.path("type").asString()).isEqualTo("lesson.ready");
            assertThat(one.path("read_at").isNull()).isTrue();
        });
    }

    private static List<JsonNode> notifications(String formation) {
        return STACK.as("trainer")
                .get("/api/notifications?unread=true&limit=100")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(one -> one.at("/data/formation_id").asString("").equals(formation))
                .toList();
    }
}
