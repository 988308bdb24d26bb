package dev.estrade.test.events;

import dev.estrade.events.EventType;
import dev.estrade.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who writes a topic and who reads it. */
final class TopicUse {
    private static final Path ROOT = Path.of(System.getProperty("estrade.root"));
    private static final Pattern NAMED = Pattern.compile("\\bTopics\\.([A-Z_]+)");
    private static final List<String> SERVICES =
            List.of("catalog-service", "upload-service", "transcode-service", "playback-service", "generation-service");

    private TopicUse() {}

    /** Every topic by the name of its constant. */
    static Map<String, String> topics() {
        Map<String, String> topics = new LinkedHashMap<>();
        Arrays.stream(Topics.class.getFields())
                .filter(field ->
                        field.getType() == String.class && !field.getName().equals("DEAD_LETTER_SUFFIX"))
                .forEach(field -> {
                    try {
                        topics.put(field.getName(), String.valueOf(field.get(null)));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return topics;
    }

    /** The service in {@code dev.estrade.<service>.…}; some types have its plural. */
    static String writer(EventType type) {
        String name = type.type().split("\\.", -1)[2].replaceAll("s$", "");
        return name + "-service";
    }

    /** By topic: services name a topic in their code only to read it; the outbox knows where events go. */
    static Map<String, Set<String>> readers() {
        Map<String, String> topics = topics();
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        SERVICES.forEach(service -> namedBy(service)
                .forEach(name -> readers.computeIfAbsent(
                                Objects.requireNonNull(topics.get(name), name), topic -> new TreeSet<>())
                        .add(service)));
        return readers;
    }

    private static Set<String> namedBy(String service) {
        try (var files = Files.walk(ROOT.resolve(service).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TopicUse::text)
                    .flatMap(text -> NAMED.matcher(text).results().map(found -> found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
