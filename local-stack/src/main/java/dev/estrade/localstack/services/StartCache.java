package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A service's jar unpacked, with the classes of one start kept ready for the next: an AOT cache from JDK 25 on, a class
 * data archive before. Made once per jar and JDK. Without it the service starts too, only slower.
 */
final class StartCache {
    private static final long TRAINING_SECONDS = 300;
    private static final List<String> AT_IDLE_PRIORITY =
            Files.isExecutable(Path.of("/usr/bin/nice")) ? List.of("/usr/bin/nice", "-n", "19") : List.of();

    private final Service service;
    private final Path jar;
    private final Path folder;
    private final Path log;

    /** @param caches where those of all services are */
    StartCache(Service service, Path jar, Path caches, Home home) {
        this.service = service;
        this.jar = jar;
        this.folder = caches.resolve(service.name() + "-" + key(jar));
        this.log = home.log(service.name() + "-training");
    }

    boolean isMade() {
        return Files.exists(folder.resolve("done"));
    }

    /**
     * @param waitedFor whether somebody waits; otherwise it takes only what nobody else wants of the machine
     * @return whether the training run left a cache; a failed one is not tried again for this jar
     */
    boolean make(Map<String, String> environment, boolean waitedFor) throws InterruptedException {
        List<String> priority = waitedFor ? List.of() : AT_IDLE_PRIORITY;
        try {
            Files.createDirectories(folder.getParent());
            removeOlder();
            Files.createDirectories(folder);
            boolean made = run(
                            priority,
                            List.of(
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--destination",
                                    folder.resolve("app").toString(),
                                    "--force"),
                            Map.of())
                    && run(priority, training(), environment)
                    && Files.exists(cache());
            Files.writeString(folder.resolve("done"), made ? "cache" : "plain");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line that starts the service with what there is. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(JavaRuntime.program()));
        command.addAll(JavaRuntime.options(service));
        command.add(JavaRuntime.LATE_COMPILATION);
        if (isMade() && Files.exists(cache())) {
            command.add((JavaRuntime.hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache());
        }
        command.add("-jar");
        command.add((isMade() && Files.exists(application()) ? application() : jar).toString());
        return command;
    }

    private List<String> training() {
        List<String> arguments = new ArrayList<>(JavaRuntime.options(service));
        arguments.add((JavaRuntime.hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache());
        arguments.addAll(
                List.of("-Destrade.training=true", "-jar", application().toString()));
        return arguments;
    }

    private boolean run(List<String> priority, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(priority);
        command.add(JavaRuntime.program());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Path application() {
        return folder.resolve("app").resolve(jar.getFileName());
    }

    private Path cache() {
        return folder.resolve(JavaRuntime.hasAotCache() ? "classes.aot" : "classes.jsa");
    }

    private void removeOlder() throws IOException {
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            List<Path> older = siblings.filter(
                            path -> path.getFileName().toString().startsWith(service.name() + "-"))
                    .toList();
            for (Path path : older) {
                delete(path);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String key(Path jar) {
        var checksum = new CRC32();
        try (InputStream bytes = new CheckedInputStream(Files.newInputStream(jar), checksum)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(checksum.getValue()) + "-" + Runtime.version();
    }
}
