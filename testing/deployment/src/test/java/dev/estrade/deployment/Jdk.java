package dev.estrade.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The newest JDK of this machine. The images run on 25; an older one is tried without the cache that it does not know. */
record Jdk(Path home, int version) {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    static Jdk newest() {
        try (Stream<Path> installed = java.nio.file.Files.list(Path.of("/usr/lib/jvm"))) {
            return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed)
                    .filter(home -> java.nio.file.Files.isExecutable(home.resolve("bin/java")))
                    .map(home -> new Jdk(home, version(home)))
                    .max(Comparator.comparingInt(Jdk::version))
                    .orElseThrow();
        } catch (IOException e) {
            return new Jdk(
                    Path.of(System.getProperty("java.home")), Runtime.version().feature());
        }
    }

    boolean hasAotCache() {
        return version >= FIRST_WITH_AOT_CACHE;
    }

    boolean knows(String option) {
        return hasAotCache() || !option.startsWith("-XX:AOTCache");
    }

    /** The command without what this JDK does not know. */
    String known(String command) {
        return hasAotCache() ? command : command.replaceAll("-XX:AOTCache\\S+ ", "");
    }

    private static int version(Path home) {
        try (Stream<String> lines = java.nio.file.Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
