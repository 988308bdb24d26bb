package dev.estrade.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test starts dozens of times in processes of their own starts in far less time: its classes lie parsed and
 * linked in an archive, which <a
 * href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">class data sharing</a> makes in one start
 * more, and its beans are those that the build found.
 */
public final class SharedClasses {
    private static final Path FOLDER = Path.of("target", "shared-classes");
    private static final long TRAINING_MINUTES = 3;
    private static final Map<Class<?>, SharedClasses> MADE = new ConcurrentHashMap<>();

    private final Class<?> main;
    private final String classPath;
    private final Path archive;

    private SharedClasses(Class<?> main) {
        this.main = main;
        this.classPath = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(Pattern.quote(File.pathSeparator)))
                .map(SharedClasses::jar)
                .collect(Collectors.joining(File.pathSeparator));
        this.archive = FOLDER.resolve(main.getSimpleName() + ".jsa");
    }

    /**
     * Made once in this JVM.
     *
     * @param main of a Spring application, whose context is refreshed once for this
     * @param arguments with which that works
     */
    public static SharedClasses of(Class<?> main, List<String> arguments) {
        return MADE.computeIfAbsent(main, missing -> trained(missing, arguments));
    }

    private static SharedClasses trained(Class<?> main, List<String> arguments) {
        SharedClasses shared = new SharedClasses(main);
        shared.train(arguments);
        return shared;
    }

    /** The command line that starts it; its arguments are to follow. */
    public List<String> command() {
        return java("-XX:SharedArchiveFile=" + archive);
    }

    private void train(List<String> arguments) {
        List<String> command = java("-XX:ArchiveClassesAtExit=" + archive);
        command.add(1, "-Dspring.context.exit=onRefresh");
        command.addAll(arguments);
        try {
            Files.deleteIfExists(archive);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            FOLDER.resolve(main.getSimpleName() + ".log").toFile())
                    .start();
            if (!process.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES) || !Files.exists(archive)) {
                process.destroyForcibly();
                throw new IllegalStateException("no archive of classes: see " + FOLDER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> java(String archiving) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dspring.aot.enabled=true",
                archiving,
                "-cp",
                classPath,
                main.getName()));
    }

    /** Archives hold classes of jars only. */
    private static String jar(String entry) {
        Path folder = Path.of(entry);
        if (!Files.isDirectory(folder)) {
            return entry;
        }
        Path jar = FOLDER.resolve(folder.getFileName() + ".jar").toAbsolutePath();
        try {
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int ended = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", entry, ".");
        if (ended != 0) {
            throw new IllegalStateException(jar + " cannot be made");
        }
        return jar.toString();
    }
}
