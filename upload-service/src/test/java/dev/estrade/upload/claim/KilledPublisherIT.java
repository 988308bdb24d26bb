package dev.estrade.upload.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Topics;
import dev.estrade.events.UploadsRejected;
import dev.estrade.test.Infra;
import dev.estrade.test.PublishedEvents;
import dev.estrade.upload.UploadApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** A process is killed between the write and the publish: the event is published all the same, by the next process. */
class KilledPublisherIT {
    private static final String FORMATION = "killed-publisher";

    @Test
    void publishesWhatAKilledProcessHadWritten() throws Exception {
        Map<String, String> settings = Infra.running().settings();
        assertThat(runUntilKilled(settings)).isEqualTo(137);
        assertThat(PublishedEvents.of(Topics.UPLOADS, FORMATION, Duration.ofSeconds(3)))
                .as("the write was not published")
                .isEmpty();

        try (ConfigurableApplicationContext context =
                SpringApplication.run(UploadApplication.class, arguments(settings))) {
            ReactiveMongoOperations mongo = context.getBean(ReactiveMongoOperations.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> find(mongo).pending().isEmpty());
            assertThat(find(mongo).pendingSince()).isNull();
        }

        assertThat(PublishedEvents.of(Topics.UPLOADS, FORMATION, Duration.ofSeconds(3)))
                .singleElement()
                .satisfies(published -> assertThat(published.event()).isInstanceOf(UploadsRejected.class));
    }

    private static Claim find(ReactiveMongoOperations mongo) {
        return Objects.requireNonNull(mongo.findById(FORMATION, Claim.class).block());
    }

    private static int runUntilKilled(Map<String, String> settings) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", classPath, HaltingWriter.class.getName(), FORMATION));
        command.addAll(List.of(arguments(settings)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "halting-writer.log").toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }
}
