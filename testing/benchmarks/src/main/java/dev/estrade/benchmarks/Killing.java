package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is encoded again after transcode-service was killed in the middle of a lesson. */
final class Killing {
    private static final List<Integer> USUAL_LENGTHS = List.of(60);
    private static final String SERVICE = "transcode-service";
    private static final int HALF = 50;

    private Killing() {}

    /** @param lengths in seconds */
    static void run(List<Integer> lengths) throws Exception {
        Clips clips = new Clips(new Ffmpeg());
        for (int seconds : lengths.isEmpty() ? USUAL_LENGTHS : lengths) {
            kill(clips.camera(seconds, Container.FAST_START));
        }
    }

    private static void kill(Clip clip) throws Exception {
        RunningStack stack = new RunningStack();
        Lesson lesson = Lesson.publish(stack, clip);
        try (EncoderWatch watch = new EncoderWatch(lesson.videoId())) {
            lesson.awaitProgress(HALF);
            ProcessHandle service = ProcessHandle.of(stack.pid(SERVICE)).orElseThrow();
            service.destroyForcibly();
            service.onExit().join();
            System.out.printf("killed after %.1f s%n", lesson.clock());
            stack.restart(SERVICE);
            System.out.printf("restarted after %.1f s%n", lesson.clock());
            System.out.printf("ready after %.1f s%n", lesson.awaitReady());
            report(clip, watch.runs());
        }
        lesson.delete();
    }

    /** Counts a segment as redone if it was begun twice, however little of it was done at first. */
    private static void report(Clip clip, List<EncoderRun> runs) {
        Map<String, List<EncoderRun>> bySegment = new HashMap<>();
        for (EncoderRun run : runs) {
            run.segments()
                    .forEach(segment -> bySegment
                            .computeIfAbsent(segment, name -> new ArrayList<>())
                            .add(run));
        }
        List<List<EncoderRun>> twice =
                bySegment.values().stream().filter(begun -> begun.size() > 1).toList();
        System.out.printf(
                "killed: %d s of %s, segments begun twice %d ÷ all %d = %.3f%n",
                clip.seconds(),
                clip.content(),
                twice.size(),
                bySegment.size(),
                twice.size() / (double) bySegment.size());
        double lost = twice.stream()
                .map(begun -> begun.get(0))
                .distinct()
                .mapToDouble(EncoderRun::cpuSeconds)
                .sum();
        double all = runs.stream().mapToDouble(EncoderRun::cpuSeconds).sum();
        System.out.printf(
                "killed: CPU of the encoders that were killed %.1f s ÷ all other encoders %.1f s = %.3f%n",
                lost, all - lost, lost / (all - lost));
    }
}
