package dev.estrade.transcode.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Fraction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a run leaves them, one after the other. */
@NullMarked
class FinishedSegmentsTests {
    private static final List<String> RUNGS = List.of("720p", "480p");
    private static final int PACKET = 188;

    /** Of segment 3, at 25 pictures a second: 12 s, and the ten at which all begins. */
    private static final long BEGIN = 22 * 90_000;

    private static final long TICKS_OF_A_FRAME = 3600;

    @TempDir
    Path folder;

    private final List<String> out = new ArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        for (String rung : RUNGS) {
            Files.createDirectories(folder.resolve(rung));
        }
    }

    @Test
    void handsOutWhatIsWholeInAllRungs() throws IOException {
        FinishedSegments finished = chunk();
        write("720p", 3, BEGIN);
        write("480p", 3, BEGIN);
        write("720p", 4, 0);
        finished.handOutWhole(RUNGS);
        assertThat(out).isEmpty();
        assertThat(finished.begun()).isFalse();

        write("480p", 4, 0);
        finished.handOutWhole(RUNGS);

        assertThat(out).containsExactly("720p/3", "480p/3");
        assertThat(finished.begun()).isTrue();
        finished.handOutRest();
        assertThat(out).containsExactly("720p/3", "480p/3", "720p/4", "480p/4", "720p/5", "480p/5");
    }

    @Test
    void keepsAllWhenTheFirstPictureIsNotThePlannedOne() throws IOException {
        FinishedSegments finished = chunk();
        for (int segment = 3; segment <= 5; segment++) {
            write("720p", segment, BEGIN);
            write("480p", segment, BEGIN + TICKS_OF_A_FRAME);
        }

        finished.handOutWhole(RUNGS);

        assertThat(out).isEmpty();
    }

    @Test
    void asksOnlyForWhatTheRunMakes() throws IOException {
        FinishedSegments finished = chunk();
        write("480p", 3, BEGIN);
        write("480p", 4, 0);

        finished.handOutWhole(List.of("480p"));

        assertThat(out).containsExactly("720p/3", "480p/3");
    }

    @Test
    void takesAnEarlierRunsFilesForNothing() throws IOException {
        FinishedSegments finished = chunk();
        for (int segment = 3; segment <= 5; segment++) {
            write("720p", segment, BEGIN);
            write("480p", segment, BEGIN);
        }

        finished.clear(RUNGS);
        write("720p", 3, BEGIN);
        write("480p", 3, BEGIN);
        finished.handOutWhole(RUNGS);

        assertThat(out).isEmpty();
    }

    @Test
    void readsTimesBeyondTheWordLength() {
        long hours = 26 * 3600L;
        long ticks = (hours + 10) * 90_000;

        assertThat(TransportStream.firstPictureTime(packet(ticks))).isEqualTo(ticks % (1L << 33));
    }

    private FinishedSegments chunk() {
        Rung high = new Rung("720p", 1280, 720, 31, 2800, null);
        Rung low = new Rung("480p", 854, 480, 30, 1400, null);
        Plan plan = new Plan(new Fraction(25, 1), 1000, 100, 0, null, List.of(), List.of(), List.of(high, low));
        EncodingJob.Video job = new EncodingJob.Video(3, 5, RUNGS, true, false);
        return new FinishedSegments(folder, plan, job, file -> out.add(file.rendition() + "/" + file.number()));
    }

    private void write(String rung, int segment, long time) throws IOException {
        Files.write(folder.resolve(rung).resolve("segment_%03d.ts".formatted(segment)), packet(time));
    }

    /** One in which a picture begins. */
    private static byte[] packet(long ticks) {
        byte[] packet = new byte[PACKET];
        Arrays.fill(packet, (byte) 0xFF);
        byte[] header = {
            0x47,
            0x41,
            0x00,
            0x10,
            0,
            0,
            1,
            (byte) 0xE0,
            0,
            0,
            (byte) 0x80,
            (byte) 0x80,
            5,
            (byte) (0x21 | ticks >> 29 & 0x0E),
            (byte) (ticks >> 22),
            (byte) (1 | ticks >> 14),
            (byte) (ticks >> 7),
            (byte) (1 | ticks << 1)
        };
        System.arraycopy(header, 0, packet, 0, header.length);
        return packet;
    }
}
