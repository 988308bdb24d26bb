package dev.estrade.transcode.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.RunFailedException;
import dev.estrade.transcode.probe.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What of a chunk is handed out before it is all there, and what of one whose source breaks off. */
@NullMarked
class EarlySegmentsIT {
    private static final int FIRST = 1;
    private static final int LAST = 13;
    private static final int FRAMES = 120;

    @TempDir
    Path work;

    private final Clips clips = Clips.shared();
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private HttpServer server;

    /** Of the file that is served; whoever reads across it gets no more, and who begins behind it all. */
    private long gap;

    private byte[] served = new byte[0];

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void handsOutSegmentsWhileTheLastIsNotBegun() throws Exception {
        Source source = Source.of(clips.file(Clips.Clip.MINUTE), Demuxer.MP4);
        Plan plan = plan(source);
        List<Boolean> lastBegun = new ArrayList<>();

        encoder("slow")
                .encode(source, plan, chunk(plan), segment -> {
                    lastBegun.add(Files.exists(segment.file().resolveSibling("segment_%03d.ts".formatted(LAST))));
                    return keep(segment);
                })
                .blockLast();

        assertThat(lastBegun).first().isEqualTo(false);
        assertThat(numbers(plan.rungs().get(0).name())).isEqualTo(planned(LAST - FIRST + 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Demuxer.class,
            names = {"MP4", "MATROSKA"})
    void handsOutNothingThatTheSourceDidNotSay(Demuxer demuxer) throws Exception {
        Source source = breakingOff(demuxer);
        Plan plan = plan(source);

        assertThat(failure(source, plan, chunk(plan))).isInstanceOf(RunFailedException.class);
        assertThat(failure(source, plan, new EncodingJob.Audio())).isInstanceOf(RunFailedException.class);

        String rung = plan.rungs().get(0).name();
        long whole =
                kept.keySet().stream().filter(name -> name.startsWith(rung)).count();
        assertThat(whole).isLessThan(LAST - FIRST + 1);
        List<Integer> numbers = whole == 0 ? List.of() : numbers(rung);
        assertThat(numbers).hasSize((int) whole * FRAMES);
        assertThat(IntStream.range(1, numbers.size()))
                .as("no picture stands still: " + numbers)
                .allMatch(i -> (numbers.get(i) - numbers.get(i - 1) + 20) % 20 == 1);
    }

    private Source breakingOff(Demuxer demuxer) throws IOException {
        Path file = clips.file(Clips.Clip.MINUTE);
        if (demuxer == Demuxer.MATROSKA) {
            Path other = work.resolve("minute.mkv");
            clips.ffmpeg(List.of("-v", "error", "-i", file.toString(), "-c", "copy", other.toString()));
            file = other;
        }
        served = Files.readAllBytes(file);
        gap = served.length / 2;
        return Source.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/clip"), "e", demuxer);
    }

    private Throwable failure(Source source, Plan plan, EncodingJob job) {
        return encoder("medium")
                .encode(source, plan, job, this::keep)
                .then(Mono.<Throwable>just(new AssertionError("It did not fail")))
                .onErrorResume(Mono::just)
                .blockOptional()
                .orElseThrow();
    }

    private Encoder encoder(String preset) {
        WorkFolders folders = new WorkFolders(work.resolve("encoders"), Schedulers.boundedElastic());
        return new Encoder(clips.tools(), folders, preset, Schedulers.boundedElastic());
    }

    private Plan plan(Source source) throws Exception {
        return Plan.of(new Prober(clips.tools(), Duration.ofHours(1)).probe(source));
    }

    private static EncodingJob.Video chunk(Plan plan) {
        List<String> rungs = plan.rungs().stream().map(Rung::name).toList();
        return new EncodingJob.Video(FIRST, LAST, rungs, false, false);
    }

    private Mono<SegmentFile> keep(SegmentFile segment) {
        return Mono.fromCallable(() -> {
            kept.put(name(segment.rendition(), segment.number()), Files.readAllBytes(segment.file()));
            return segment;
        });
    }

    private static String name(String rendition, int number) {
        return "%s %03d".formatted(rendition, number);
    }

    /** By the grey of each frame of what was handed out. */
    private List<Integer> numbers(String rung) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> segment : new ConcurrentSkipListMap<>(kept).entrySet()) {
            if (segment.getKey().startsWith(rung)) {
                joined.write(segment.getValue());
            }
        }
        Path whole = Files.write(work.resolve("joined.ts"), joined.toByteArray());
        return clips.counters(whole, LAST * FRAMES);
    }

    private static List<Integer> planned(int segments) {
        return IntStream.range(FIRST * FRAMES, (FIRST + segments) * FRAMES)
                .mapToObj(frame -> frame % 20)
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, served.length - 1, served.length));
        exchange.sendResponseHeaders(206, served.length - from);
        int to = from < gap ? (int) gap : served.length;
        exchange.getResponseBody().write(served, from, to - from);
        // With less than was promised it ends the connection.
        exchange.close();
    }
}
