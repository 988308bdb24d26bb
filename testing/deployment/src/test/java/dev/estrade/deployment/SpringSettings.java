package dev.estrade.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Spring Boot's own settings, by the variables that set them. */
final class SpringSettings {
    /** They decide whether there is a bean, which the build has decided. */
    private static final Set<String> SETTLED = Set.of(
            "SPRING_KAFKA_JAAS_ENABLED",
            "SPRING_KAFKA_RETRY_TOPIC_ENABLED",
            "SPRING_KAFKA_PRODUCER_TRANSACTIONIDPREFIX");

    private static final Set<String> VALUES = new TreeSet<>();
    private static final Set<String> MAPS = new TreeSet<>();

    static {
        try {
            for (URL metadata : Collections.list(SpringSettings.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream in = metadata.openStream()) {
                    Files.JSON.readTree(in).path("properties").forEach(SpringSettings::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpringSettings() {}

    static boolean knows(String variable) {
        return VALUES.contains(variable) && !SETTLED.contains(variable)
                || MAPS.stream().anyMatch(map -> variable.startsWith(map + "_"));
    }

    private static void add(JsonNode property) {
        String variable = property.path("name")
                .asText()
                .replace(".", "_")
                .replace("-", "")
                .toUpperCase(Locale.ROOT);
        (property.path("type").asText().startsWith("java.util.Map") ? MAPS : VALUES).add(variable);
    }
}
