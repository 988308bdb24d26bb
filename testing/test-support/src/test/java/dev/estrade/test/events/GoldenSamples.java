package dev.estrade.test.events;

import dev.estrade.events.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One event of each type, as libs/event-contracts proves it is written. */
final class GoldenSamples {
    private GoldenSamples() {}

    static String of(EventType type) {
        Path file = Path.of(System.getProperty("estrade.root"), "libs/event-contracts/src/test/resources/golden")
                .resolve(type.name().toLowerCase(Locale.ROOT) + ".json");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
