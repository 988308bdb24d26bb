package dev.estrade.localstack.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK that runs this process, and the options with which it runs the services. */
final class JavaRuntime {
    /**
     * Compiles what is ten times as hot as usual. Half of the processors' time of a start goes into compiling what is not
     * called often after it. Not for training, whose profiles are worth more the more there are.
     */
    static final String LATE_COMPILATION = "-XX:CompileThresholdScaling=10";

    private static final int FIRST_WITH_AOT_CACHE = 25;

    private JavaRuntime() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static boolean hasAotCache() {
        return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    }

    /** The same for training and for running, or the cache would not fit. */
    static List<String> options(Service service) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                // Without it the whole heap is taken at once on a machine with much memory.
                "-Xms40m",
                "-Xmx" + service.heapMiB() + "m",
                "-Xss512k",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=25",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                // Beans as they were found when the jar was built.
                "-Dspring.aot.enabled=true"));
        if (Runtime.version().feature() >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }
}
