package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A lesson that plays, with segments of exactly 2 MiB: slides are published, and when they are ready, and nobody has asked
 * for a segment yet, noise takes the place of each picture's segment in the store. No player would make anything of it;
 * whoever hands it on cannot tell.
 */
final class LargeLesson implements AutoCloseable {
    static final int SEGMENT_BYTES = 2 << 20;

    private static final int SECONDS = 80;
    private static final Pattern PICTURES = Pattern.compile(".*/\\d+p/segment_\\d+\\.ts");

    private final RunningStack stack;
    private final Lesson lesson;
    private final Player player;

    private LargeLesson(RunningStack stack, Lesson lesson) throws Exception {
        this.stack = stack;
        this.lesson = lesson;
        this.player = new Player(stack, lesson);
    }

    static LargeLesson publish(RunningStack stack) throws Exception {
        Lesson lesson = Lesson.publish(stack, new Clips(new Ffmpeg()).slides(SECONDS, Container.FAST_START));
        lesson.awaitReady();
        MediaBucket bucket = new MediaBucket(stack);
        Random noise = new Random(1);
        byte[] segment = new byte[SEGMENT_BYTES];
        for (String key : bucket.keys("hls/" + lesson.rel() + "/")) {
            if (PICTURES.matcher(key).matches()) {
                noise.nextBytes(segment);
                bucket.replace(key, "video/mp2t", segment);
            }
        }
        return new LargeLesson(stack, lesson);
    }

    /** Paths and queries of this many different segments. */
    List<String> segments(int count) throws Exception {
        List<String> paths = new ArrayList<>();
        for (Rung rung : lesson.rungs()) {
            for (String segment : player.segments(rung.name())) {
                paths.add(path(segment));
            }
        }
        if (paths.size() < count) {
            throw new IllegalStateException("It has only %d segments".formatted(paths.size()));
        }
        return paths.subList(0, count);
    }

    /** Those of a media playlist and of the key. */
    List<String> playlistAndKey() throws Exception {
        return List.of(path(player.startRung() + "/index.m3u8"), path("enc.key"));
    }

    /** What each request must bear: the token, and the page that plays. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        player.request("enc.key").headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    /** Through the gateway. */
    byte[] read(String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack.address(path));
        headers().forEach(request::header);
        return stack.send(request.build()).body();
    }

    @Override
    public void close() throws Exception {
        lesson.delete();
    }

    private String path(String file) {
        URI uri = player.request(file).uri();
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
