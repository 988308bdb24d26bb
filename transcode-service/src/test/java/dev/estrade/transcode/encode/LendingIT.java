package dev.estrade.transcode.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.movie.MovieBox;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Bitstream;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.SampleTable;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Files of real encoders, of which some lend their bitstream to the highest rung. */
@NullMarked
class LendingIT {
    private static final int SECONDS = 11;
    private static final int FRAMES = 275;
    private static final String X264 = "-c:v libx264 -preset ultrafast ";

    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    /** @param segmentFrames as near to four seconds as the key frames allow */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "camera | 100 | -bf 0 -g 25",
                "b-frames | 100 | -bf 3 -g 50 -sc_threshold 0 -movflags +faststart",
                "uneven | 96 | -bf 2 -g 48 -sc_threshold 0",
                "long | 75 | -bf 2 -g 75 -sc_threshold 0",
                "more | 100 | -bf 2 -force_key_frames expr:not(mod(n,100))+eq(n,101)+eq(n,217) -g 999 -sc_threshold 0",
                "baseline | 100 | -profile:v baseline -g 50"
            })
    void lendsEveryFrameUnchanged(String name, int segmentFrames, String options) throws Exception {
        Source source = clip(name, X264 + options + " -c:a aac");
        Plan plan = plan(source);

        Rung highest = plan.rungs().get(0);
        assertThat(highest.isLent()).isTrue();
        assertThat(plan.segmentFrames()).isEqualTo(segmentFrames);
        assertThat(plan.frames()).isEqualTo(FRAMES);
        EncodedLesson lesson = EncodedLesson.of(source, plan, work);
        Path file = Objects.requireNonNull(source.file());
        for (Rung rung : plan.rungs()) {
            Path whole = lesson.whole(rung.name());
            assertThat(clips.frameTimes(whole)).as(rung.name()).isEqualTo(ChunkedEncodingIT.expectedTimes(plan));
            assertThat(clips.counters(whole, FRAMES)).as(rung.name()).isEqualTo(clips.counters(file, FRAMES));
        }
        assertThat(clips.pictures(lesson.whole(highest.name()))).isEqualTo(clips.pictures(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open groups | -bf 2 -g 50 -sc_threshold 0 -x264-params open-gop=1",
                "rare keys | -bf 2 -g 250",
                "uneven keys | -bf 2 -g 999 -force_key_frames 1.3,2.9,5,8",
                "ten bits | -g 25 -pix_fmt yuv420p10le",
                "full colour | -g 25 -pix_fmt yuv444p",
                "odd pixels | -g 25 -vf setsar=4/3",
                "too rich | -g 25 -vf noise=alls=90:allf=t -qp 10",
                "varying rate | -g 25 -vf select=not(eq(mod(n\\,7)\\,3)) -fps_mode vfr",
                "late picture | -g 25 -vf setpts=PTS+0.5/TB",
                "fragments | -g 25 -movflags +frag_keyframe+empty_moov"
            })
    void encodesWhatWouldNotPlayEverywhere(String name, String options) throws Exception {
        Plan plan = plan(clip(name, X264 + options + " -c:a aac"));

        assertThat(plan.rungs()).hasSizeGreaterThan(2).noneMatch(Rung::isLent);
    }

    @Test
    void encodesWhatIsLongerToHearThanToSee() throws Exception {
        Source source = clip("long sound", X264 + "-g 25 -af apad=pad_dur=2 -c:a aac");

        assertThat(plan(source).rungs()).noneMatch(Rung::isLent);
    }

    @Test
    void encodesWhatIsTurned() throws Exception {
        Path upright = Objects.requireNonNull(
                clip("camera", X264 + "-bf 0 -g 25 -c:a aac").file());
        Path turned = upright.resolveSibling("turned-over.mp4");
        clips.ffmpeg(List.of(
                "-v",
                "error",
                "-y",
                "-display_rotation",
                "180",
                "-i",
                upright.toString(),
                "-c",
                "copy",
                turned.toString()));

        assertThat(plan(Source.of(turned, Demuxer.MP4)).rungs()).noneMatch(Rung::isLent);
    }

    /** A sample table that promises key frames where there are none. */
    @Test
    void encodesAfterAllWhatLied() throws Exception {
        Source source = clip("rare keys", X264 + "-bf 0 -g 250 -c:a aac");
        Bitstream honest = bitstream(source).orElseThrow();
        BitSet promised = new BitSet();
        promised.set(0, FRAMES);
        Plan plan = Plan.of(
                new Prober(clips.tools(), Duration.ofHours(1)).probe(source),
                Optional.of(new Bitstream(
                        honest.codec(),
                        honest.profile(),
                        honest.level(),
                        honest.width(),
                        honest.height(),
                        honest.rate(),
                        honest.sizes(),
                        promised)));

        assertThat(plan.rungs().get(0).isLent()).isTrue();
        Path whole =
                EncodedLesson.of(source, plan, work).whole(plan.rungs().get(0).name());
        assertThat(clips.frameTimes(whole)).isEqualTo(ChunkedEncodingIT.expectedTimes(plan));
    }

    /** Whatever the numbers in it, reading it neither fails nor takes long. */
    @Test
    void readsSpoiltTables() throws Exception {
        byte[] moov = moov(clip("camera", X264 + "-bf 0 -g 25 -c:a aac"));
        assertThat(SampleTable.read(moov)).isPresent();
        List<Integer> positions = new ArrayList<>();
        for (int at = 0; at + 4 <= moov.length; at++) {
            for (int value : new int[] {0, 1, -1, 0x7FFFFFFF, 0x01000000}) {
                byte[] spoilt = moov.clone();
                ByteBuffer.wrap(spoilt).putInt(at, value);
                SampleTable.read(spoilt);
            }
            positions.add(at);
        }
        for (int at = 0; at + 8 <= moov.length; at++) {
            for (int size = 8; size < 24; size++) {
                byte[] spoilt = moov.clone();
                ByteBuffer.wrap(spoilt).putInt(at, size);
                SampleTable.read(spoilt);
            }
            SampleTable.read(Arrays.copyOf(moov, at));
        }
        assertThat(positions).hasSizeGreaterThan(1_000);
    }

    /** 32 MiB of the smallest boxes there are. */
    @Test
    void readsMillionsOfBoxes() {
        byte[] boxes = new byte[32 << 20];
        ByteBuffer all = ByteBuffer.wrap(boxes);
        while (all.hasRemaining()) {
            all.putInt(8).put("trak".getBytes(US_ASCII));
        }

        assertThat(SampleTable.read(boxes)).isEmpty();
    }

    private Plan plan(Source source) throws Exception {
        return Plan.of(new Prober(clips.tools(), Duration.ofHours(1)).probe(source), bitstream(source));
    }

    private static Optional<Bitstream> bitstream(Source source) throws IOException {
        return SampleTable.read(moov(source));
    }

    private static byte[] moov(Source source) throws IOException {
        Path file = Objects.requireNonNull(source.file());
        return Objects.requireNonNull(new MovieBox(Files.size(file), (from, to) -> range(file, from, to))
                .read()
                .block());
    }

    private static Mono<byte[]> range(Path file, long from, long to) {
        return Mono.fromCallable(() -> {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) (to - from + 1));
                channel.read(bytes, from);
                return bytes.array();
            }
        });
    }

    /** Frames tell their numbers by grey levels. */
    private Source clip(String name, String options) {
        Path file = clips.folder().resolve("lender-" + name.replace(' ', '-') + ".mp4");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i"));
        arguments.add("color=gray:s=16x16:r=25:d=" + SECONDS
                + ",format=yuv420p,geq=lum='16+10*mod(N,20)':cb=128:cr=128,scale=1280:720:flags=neighbor,setsar=1");
        arguments.addAll(List.of("-f", "lavfi", "-i", "sine=f=440:d=" + SECONDS));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.add(file.toString());
        clips.ffmpeg(arguments);
        return Source.of(file, Demuxer.MP4);
    }
}
