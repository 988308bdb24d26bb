package dev.estrade.transcode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Label;
import dev.estrade.transcode.probe.Probe.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every plan, for thousands of sources that no camera ever made and some that many do. */
class PlanPropertiesTests {
    private static final List<Fraction> RATES = List.of(
            Fraction.UNKNOWN,
            new Fraction(24000, 1001),
            new Fraction(25, 1),
            new Fraction(30000, 1001),
            new Fraction(30, 1),
            new Fraction(50, 1),
            new Fraction(60000, 1001),
            new Fraction(120, 1),
            new Fraction(240, 1),
            new Fraction(1000, 1),
            new Fraction(90_000, 1),
            new Fraction(1, 10),
            new Fraction(15, 2),
            new Fraction(2997, 125));
    private static final List<Integer> SIDES =
            List.of(1, 2, 3, 15, 16, 90, 239, 240, 241, 359, 360, 480, 720, 721, 1080, 1440, 1920, 2160, 4320, 8192);
    private static final Pattern EXTINF = Pattern.compile("#EXTINF:([0-9.]+),");
    private static final Pattern IV = Pattern.compile("IV=(0x[0-9a-f]{32})");
    private static final Pattern TARGET = Pattern.compile("#EXT-X-TARGETDURATION:([0-9]+)");

    static LongStream seeds() {
        return LongStream.range(0, 2_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverShowsMoreThanTheSourceHas(long seed) {
        Probe probe = probe(new Random(seed));
        List<Rung> rungs = Plan.of(probe).rungs();
        Probe.Video video = probe.video();
        if (video == null) {
            assertThat(rungs).isEmpty();
            return;
        }
        double shape = (double) video.width() / video.height();

        assertThat(rungs).isNotEmpty().extracting(Rung::name).doesNotHaveDuplicates();
        assertThat(rungs).allSatisfy(rung -> {
            assertThat(rung.width() % 2 + rung.height() % 2).isZero();
            assertThat(rung.width()).isBetween(2, Math.max(2, video.width()));
            assertThat(rung.height()).isBetween(2, Math.max(2, video.height()));
            double thin = Math.min(rung.width(), rung.height());
            assertThat(thin < 8 ? 1 : shape * rung.height() / rung.width()).isCloseTo(1, within(0.01 + 3 / thin));
            assertThat(rung.maxKbps()).isPositive();
        });
        assertThat(rungs).isSortedAccordingTo((a, b) -> b.height() - a.height());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cutsEveryFrameIntoExactlyOneSegment(long seed) {
        Probe probe = probe(new Random(seed));
        Plan plan = Plan.of(probe);
        double frame = plan.seconds(1);

        assertThat(plan.rate().value()).isBetween(5.0, 60.0);
        assertThat(plan.duration()).isCloseTo(Math.max(probe.end(), frame), within(frame));
        long next = 0;
        for (int segment = 0; segment < plan.segments(); segment++) {
            boolean last = segment == plan.segments() - 1;
            long frames = plan.endFrame(segment) - plan.firstFrame(segment);
            assertThat(plan.firstFrame(segment)).isEqualTo(next);
            assertThat(frames).isPositive();
            if (!last) {
                assertThat(frames).isEqualTo(plan.segmentFrames());
            } else if (segment > 0) {
                assertThat(plan.duration(segment)).isBetween(0.5 - frame, 4.5 + 2 * frame);
            }
            next = plan.endFrame(segment);
        }
        assertThat(next).isEqualTo(plan.frames());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void listsEverySegmentInPlaylistsThatPlayersMayRead(long seed) {
        Plan plan = Plan.of(probe(new Random(seed)));
        Map<String, String> files = new Playlists(plan).all();
        Set<String> vectors = new HashSet<>();

        assertThat(files.keySet()).allMatch(PlanPropertiesTests::isServed);
        assertThat(named(files.getOrDefault("output.m3u8", "")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(files.keySet().stream()
                        .filter(file -> !file.equals("output.m3u8"))
                        .toList());
        files.forEach((path, text) -> {
            if (!path.equals("output.m3u8")) {
                List<Double> durations =
                        all(EXTINF, text).map(Double::parseDouble).toList();
                double longest = durations.stream().mapToDouble(d -> d).max().orElse(0);
                assertThat(durations.stream().mapToDouble(d -> d).sum()).isCloseTo(plan.duration(), within(0.01));
                assertThat(Long.parseLong(all(TARGET, text).findFirst().orElse("0")))
                        .isGreaterThanOrEqualTo(Math.round(longest));
                assertThat(all(IV, text)).hasSize(durations.size()).allMatch(vectors::add);
                assertThat(segments(path, text)).hasSize(durations.size()).allMatch(PlanPropertiesTests::isServed);
            }
        });
    }

    /** By the playback routes. */
    private static boolean isServed(String file) {
        return HlsPath.parse("/hls2/t/c/m/l/" + file).isPresent();
    }

    /** Sound alone is named twice: as a variant and, if there are others to choose, as one of them. */
    private static List<String> named(String multivariant) {
        Stream<String> attributes = all(Pattern.compile("URI=\"([^\"]+)\""), multivariant);
        Stream<String> variants = multivariant.lines().filter(line -> !line.startsWith("#"));
        return Stream.concat(attributes, variants).distinct().toList();
    }

    private static List<String> segments(String playlist, String text) {
        String folder = playlist.substring(0, playlist.indexOf('/') + 1);
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> folder + line)
                .toList();
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    private static Probe probe(Random random) {
        Probe.@Nullable Video video = random.nextInt(10) == 0 ? null : video(random);
        int sounds = video == null ? 1 + random.nextInt(3) : random.nextInt(4);
        double end = random.nextBoolean() ? random.nextInt(4_000) / 10.0 : random.nextDouble() * 7_200;
        return new Probe(
                random.nextDouble() * 20 - 10,
                end,
                video,
                IntStream.range(0, sounds)
                        .mapToObj(i -> new Probe.Audio(i + 1, "aac", label(random)))
                        .toList(),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> new Probe.Subtitles(i + 10, label(random)))
                        .toList());
    }

    private static Probe.Video video(Random random) {
        return new Probe.Video(
                0,
                "h264",
                "yuv420p",
                SIDES.get(random.nextInt(SIDES.size())),
                SIDES.get(random.nextInt(SIDES.size())),
                RATES.get(random.nextInt(RATES.size())),
                RATES.get(random.nextInt(RATES.size())),
                random.nextBoolean(),
                Range.values()[random.nextInt(3)]);
    }

    private static Label label(Random random) {
        String[] languages = {"fr", "en", "pt-BR", null};
        String[] titles = {"Director", "日本語", null};
        return new Label(
                languages[random.nextInt(languages.length)],
                titles[random.nextInt(titles.length)],
                random.nextBoolean());
    }
}
