package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        double undisturbed = undisturbed(stack, clip);
        Lesson lesson = Lesson.publish(stack, clip);
        try (EncoderWatch watch = new EncoderWatch(lesson.videoId())) {
            lesson.awaitProgress(HALF);
            ProcessHandle service = ProcessHandle.of(stack.pid(SERVICE)).orElseThrow();
            service.destroyForcibly();
            service.onExit().join();
            System.out.printf("killed after %.1f s%n", lesson.clock());
            List<EncoderRun> before = watch.runs();
            List<String> lost =
                    before.stream().flatMap(run -> run.leftBehind().stream()).toList();
            stack.restart(SERVICE);
            System.out.printf("restarted after %.1f s%n", lesson.clock());
            System.out.printf("ready after %.1f s%n", lesson.awaitReady());
            report(clip, lost, begun(watch.runs()));
            System.out.printf(
                    "killed: CPU of its encoders %.1f s ÷ of the same lesson's, undisturbed %.1f s = %.3f%n",
                    watch.cpuSeconds(), undisturbed, watch.cpuSeconds() / undisturbed);
        }
        lesson.delete();
    }

    /** Seconds of CPU. */
    private static double undisturbed(RunningStack stack, Clip clip) throws Exception {
        Lesson lesson = Lesson.publish(stack, clip);
        try (EncoderWatch watch = new EncoderWatch(lesson.videoId())) {
            lesson.awaitReady();
            return watch.cpuSeconds();
        } finally {
            lesson.delete();
        }
    }

    private static Set<String> begun(List<EncoderRun> runs) {
        return runs.stream().flatMap(run -> run.segments().stream()).collect(Collectors.toSet());
    }

    /** Counts a segment as redone however little of it was done at first. */
    private static void report(Clip clip, List<String> lost, Set<String> all) {
        System.out.printf(
                "killed: %d s of %s, segments begun and lost %d ÷ all %d = %.3f: %s%n",
                clip.seconds(),
                clip.content(),
                lost.size(),
                all.size(),
                lost.size() / (double) all.size(),
                String.join(" ", lost));
    }
}
