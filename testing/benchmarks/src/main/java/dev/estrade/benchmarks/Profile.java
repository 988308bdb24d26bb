package dev.estrade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a running JVM spends its time, by JDK Flight Recorder's samples: those in Java, and those in the kernel's calls
 * (which it takes separately and less often, so the two do not add up; the CPU's user and system time say which is more).
 */
final class Profile {
    private static final String RECORDING = "estrade-benchmark";
    private static final int METHODS = 20;
    private static final String JDK = "JDK";

    /** By the beginning of a class's name; the first that fits. */
    private static final Map<String, List<String>> GROUPS = groups();

    private final Samples java = new Samples();
    private final Samples calls = new Samples();

    /** Samples by a name. */
    private static final class Samples {
        private final Map<String, Integer> byGroup = new LinkedHashMap<>();
        private final Map<String, Integer> byMethod = new LinkedHashMap<>();
        private int all;

        void add(List<RecordedFrame> frames) {
            all++;
            byMethod.merge(name(frames.get(0)), 1, Integer::sum);
            byGroup.merge(caller(frames), 1, Integer::sum);
        }

        void print(String title) {
            System.out.printf("  %s: %d samples%n", title, all);
            print("    for %s", byGroup);
            print("    in  %s", byMethod);
        }

        private void print(String form, Map<String, Integer> counts) {
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                    .limit(METHODS)
                    .forEach(one ->
                            System.out.printf("%5.1f %%" + form + "%n", one.getValue() * 100.0 / all, one.getKey()));
        }
    }

    static void start(long pid) throws IOException, InterruptedException {
        jcmd(pid, "JFR.start", "name=" + RECORDING, "settings=profile");
    }

    /** Ends the recording. */
    static Profile stop(long pid) throws IOException, InterruptedException {
        Path file = Files.createTempFile("estrade-profile", ".jfr").toAbsolutePath();
        try {
            jcmd(pid, "JFR.stop", "name=" + RECORDING, "filename=" + file);
            Profile profile = new Profile();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                profile.add(event);
            }
            return profile;
        } finally {
            Files.delete(file);
        }
    }

    void print() {
        java.print("Java, by the library that was at it and by method");
        calls.print("calls into the kernel, without waiting");
    }

    private void add(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        if (trace == null || trace.getFrames().isEmpty()) {
            return;
        }
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> java.add(trace.getFrames());
            case "jdk.NativeMethodSample" -> addCall(trace.getFrames());
            default -> {
                // Profiles hold much else.
            }
        }
    }

    private void addCall(List<RecordedFrame> frames) {
        String name = name(frames.get(0));
        if (!name.matches("(?i).*(wait|accept|park|sleep|poll).*")) {
            calls.add(frames);
        }
    }

    private static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return method.getType().getName() + "." + method.getName();
    }

    /** The library that is at work, itself or by what it calls in the JDK. */
    private static String caller(List<RecordedFrame> frames) {
        return frames.stream()
                .map(frame -> group(frame.getMethod().getType().getName()))
                .filter(group -> !group.equals(JDK))
                .findFirst()
                .orElse(JDK);
    }

    private static String group(String type) {
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().stream().anyMatch(type::startsWith))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> type.replaceFirst("^((?:[^.]+\\.){0,2}[^.]+).*", "$1"));
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(JDK, List.of("java.", "javax.", "jdk.", "sun.", "com.sun."));
        groups.put("Estrade", List.of("dev.estrade."));
        groups.put("Reactor Netty", List.of("reactor.netty."));
        groups.put("Reactor", List.of("reactor."));
        groups.put("Netty", List.of("io.netty."));
        groups.put("Spring Cloud Gateway", List.of("org.springframework.cloud."));
        groups.put("Spring Security", List.of("org.springframework.security."));
        groups.put("Spring", List.of("org.springframework."));
        groups.put("Nimbus (tokens)", List.of("com.nimbusds."));
        groups.put("Micrometer", List.of("io.micrometer."));
        groups.put("Logback", List.of("ch.qos.logback.", "org.slf4j."));
        return groups;
    }

    private static void jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        all.add(Long.toString(pid));
        all.addAll(List.of(command));
        Programs.run(all.toArray(String[]::new));
    }
}
