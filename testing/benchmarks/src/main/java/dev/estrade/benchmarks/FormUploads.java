package dev.estrade.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Twenty forms with large files at once: the memory of the services that they pass through stays flat. */
final class FormUploads {
    private static final int FORMS = 20;
    private static final int ACCEPTED = 202;

    /** A little less than the 100 MB that a form may hold. */
    private static final long SIZE = 99L << 20;

    private FormUploads() {}

    static void run() throws Exception {
        RunningStack stack = new RunningStack();
        try (ResidentMemory memory = ResidentMemory.of(stack, List.of("gateway", "upload-service"))) {
            // What a JVM takes once, whatever the size, is not growth by uploads: small files come first.
            send("warm-up", stack, memory, 2 << 20, true);
            for (int round = 1; round <= 2; round++) {
                send("with Content-Length", stack, memory, SIZE, true);
                send("chunked", stack, memory, SIZE, false);
            }
        }
    }

    private static void send(String kind, RunningStack stack, ResidentMemory memory, long size, boolean declaresLength)
            throws Exception {
        memory.begin();
        long begin = System.nanoTime();
        ExecutorService browsers = Executors.newFixedThreadPool(FORMS);
        try {
            List<Future<Integer>> sent = new ArrayList<>();
            for (int i = 0; i < FORMS; i++) {
                LessonForm form = new LessonForm(i, size);
                sent.add(browsers.submit(() -> form.send(stack, declaresLength)));
            }
            for (Future<Integer> form : sent) {
                if (form.get() != ACCEPTED) {
                    throw new IllegalStateException("A form was answered " + form.get());
                }
            }
        } finally {
            browsers.shutdown();
        }
        System.out.printf(
                "forms: %s, %d of %d MiB in %d s%n",
                kind,
                FORMS,
                size >> 20,
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        memory.report(FORMS, FORMS * size);
    }
}
