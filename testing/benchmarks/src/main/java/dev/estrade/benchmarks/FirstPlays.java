package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How soon lessons of any length play, and how soon their last minute does while nearly nothing is encoded. */
final class FirstPlays {
    private static final List<Integer> USUAL_LENGTHS = List.of(60, 600, 3600);

    private final RunningStack stack = new RunningStack();

    private FirstPlays() {}

    /** @param lengths in seconds */
    static void run(List<Integer> lengths) throws Exception {
        FirstPlays plays = new FirstPlays();
        Clips clips = new Clips(new Ffmpeg());
        plays.measure(clips.camera(USUAL_LENGTHS.get(0), Container.FAST_START));
        System.out.println("The first line is the warm-up.");
        for (int seconds : lengths.isEmpty() ? USUAL_LENGTHS : lengths) {
            for (Container container : Container.values()) {
                plays.measure(clips.camera(seconds, container));
            }
        }
    }

    private void measure(Clip clip) throws Exception {
        Lesson lesson = Lesson.publish(stack, clip);
        double playable = lesson.awaitPlayable();
        Player player = new Player(stack, lesson);
        List<String> picture = player.segments(player.startRung());
        List<String> sound = player.segments("audio");
        int nearEnd = picture.size() - 2;
        ExecutorService requests = Executors.newFixedThreadPool(2);
        try {
            Future<Double> seen = requests.submit(() -> player.awaitSegment(picture.get(nearEnd)));
            Future<Double> heard = requests.submit(() -> player.awaitSegment(sound.get(nearEnd)));
            System.out.printf(
                    "playable: %4d s, %-11s plays after %5.2f s; segment %d of %d: picture after %5.2f s, sound after"
                            + " %5.2f s%n",
                    clip.seconds(),
                    clip.container().text(),
                    playable,
                    nearEnd,
                    picture.size(),
                    seen.get(),
                    heard.get());
        } finally {
            requests.shutdown();
        }
        lesson.delete();
    }
}
