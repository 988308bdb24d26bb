package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What docs/operations.md says a backup has to hold: the database, the buckets and the secrets. Everything else of a stack
 * is gone here, the broker with all its topics and the issuer's keys too.
 */
class RestoreIT {
    private static final Stack STACK = Stack.running();
    private static final List<String> BACKUP = List.of("mongodb", "s3", "secrets.properties");

    /** No data, but what other tests read. */
    private static final List<String> KEPT = List.of("logs");

    @Test
    void playsWhatWasThereAndMakesWhatIsNew() throws IOException, GeneralSecurityException {
        String rel = Lecture.ready().rel();
        Path home = STACK.home();
        Path former = home.resolveSibling("before-the-loss-" + System.nanoTime());
        Stack.run("down");
        try {
            Files.move(home, former);
            Files.createDirectories(home);
            for (String part : BACKUP) {
                Files.move(former.resolve(part), home.resolve(part));
            }
            for (String part : KEPT) {
                Files.move(former.resolve(part), home.resolve(part));
            }
        } finally {
            Stack.run("up");
            Stack.forgetTokens();
        }

        Player player = new Player(STACK, rel, Tokens.opening(STACK, rel, "web"));
        assertThat(player.key()).hasSize(16);
        for (Player.Variant variant : player.variants()) {
            assertThat(player.rendition(variant.folder(), former.resolve(variant.folder() + ".ts")))
                    .isNotEmptyFile();
        }
        Trainer trainer = new Trainer(STACK.as("trainer"));
        Videos videos = new Videos(FfmpegTools.locate(former.resolve("ffmpeg")), former.resolve("videos"));
        JsonNode formation = trainer.publish("Après", List.of(trainer.upload(videos.short2s(1))));
        trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(2));
    }
}
