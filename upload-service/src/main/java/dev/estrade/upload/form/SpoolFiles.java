package dev.estrade.upload.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Temporary files of one part each, readable by this user only. Those of a process that was killed go at the next start. */
@Component
class SpoolFiles {
    private static final Logger log = LoggerFactory.getLogger(SpoolFiles.class);
    private static final String PREFIX = "estrade-form-";
    private static final Duration LONGER_THAN_ANY_PART = Duration.ofHours(1);

    SpoolFiles() {
        removeOlderThan(Instant.now().minus(LONGER_THAN_ANY_PART));
    }

    Mono<Path> create() {
        return Mono.fromCallable(() -> Files.createTempFile(PREFIX, ".part")).subscribeOn(Schedulers.boundedElastic());
    }

    Mono<Void> delete(Path file) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    static void removeOlderThan(Instant limit) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*.part")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            log.warn("Old parts stay in {}: {}", folder, e.toString());
        }
    }
}
