package dev.estrade.transcode.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Streams of EBML elements that are made here, byte by byte. */
class WebmJoinerTests {
    private static final byte[] EBML = element(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3}, bytes(20, 1));
    private static final byte[] SEGMENT = {0x18, 0x53, (byte) 0x80, 0x67, 1, -1, -1, -1, -1, -1, -1, -1};
    private static final byte[] TRACKS = element(new byte[] {0x16, 0x54, (byte) 0xAE, 0x6B}, bytes(60, 2));
    private static final byte[] CLUSTER = {0x1F, 0x43, (byte) 0xB6, 0x75, 1, -1, -1, -1, -1, -1, -1, -1};
    private static final byte[] HEADER = concat(EBML, SEGMENT, TRACKS);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final WebmJoiner joiner = new WebmJoiner(out);
    private final Random random = new Random(7);

    @RepeatedTest(50)
    void passesOnWhatComesHoweverItIsCut() throws IOException {
        byte[] whole = concat(HEADER, cluster(1), cluster(2), cluster(3));

        for (byte[] chunk : cut(whole, 1 + random.nextInt(12))) {
            joiner.accept(chunk);
        }

        assertThat(out.toByteArray()).isEqualTo(whole);
        assertThat(joiner.header()).isEqualTo(HEADER);
    }

    @Test
    void tellsWhenClustersBegin() throws IOException {
        List<Long> times = new ArrayList<>();

        new WebmJoiner(out, times::add).accept(concat(HEADER, cluster(3), cluster(200)));

        assertThat(times).containsExactly(3L, 200L);
    }

    @Test
    void takesAwayWhatClustersSayOfTheirSize() throws IOException {
        byte[] content = cluster(4);
        byte[] inner = Arrays.copyOfRange(content, CLUSTER.length, content.length);

        joiner.accept(concat(HEADER, element(new byte[] {0x1F, 0x43, (byte) 0xB6, 0x75}, inner)));

        assertThat(out.toByteArray()).isEqualTo(concat(HEADER, content));
    }

    /** Wherever the gap lies: what is whole before it, and everything from the next cluster on. */
    @RepeatedTest(50)
    void goesOnWithTheNextClusterAfterAGap() throws IOException {
        byte[] before = concat(HEADER, cluster(1));
        byte[] hurt = cluster(2);
        byte[] after = concat(cluster(3), cluster(4));
        int from = CLUSTER.length + random.nextInt(hurt.length / 2 - CLUSTER.length);
        int to = hurt.length / 2 + random.nextInt(hurt.length / 2);

        joiner.accept(concat(before, Arrays.copyOf(hurt, from)));
        int passed = out.size();
        joiner.skip();
        joiner.accept(concat(Arrays.copyOfRange(hurt, to, hurt.length), after));

        byte[] all = out.toByteArray();
        assertThat(passed).isBetween(before.length, before.length + from);
        assertThat(Arrays.copyOf(all, passed)).isEqualTo(Arrays.copyOf(concat(before, hurt), passed));
        assertThat(Arrays.copyOfRange(all, passed, all.length)).isEqualTo(after);
    }

    @Test
    void takesNoFrameForACluster() throws IOException {
        byte[] sly = concat(CLUSTER, element(new byte[] {(byte) 0xA3}, concat(bytes(40, 3), CLUSTER, bytes(40, 3))));

        joiner.accept(HEADER);
        joiner.skip();
        joiner.accept(concat(Arrays.copyOfRange(sly, 20, sly.length), cluster(5)));

        assertThat(out.toByteArray()).isEqualTo(concat(HEADER, cluster(5)));
    }

    @Test
    void beginsInTheMiddleWithTheHeaderOfAnother() throws IOException {
        byte[] second = concat(Arrays.copyOfRange(cluster(1), 30, cluster(1).length), cluster(2));

        joiner.begin(HEADER);
        joiner.accept(second);

        assertThat(out.toByteArray()).isEqualTo(concat(HEADER, cluster(2)));
        assertThat(joiner.header()).isEqualTo(HEADER);
    }

    @RepeatedTest(50)
    void passesNothingOfNoiseOn() throws IOException {
        joiner.accept(HEADER);
        joiner.skip();
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);

        for (byte[] chunk : cut(noise, 9)) {
            joiner.accept(chunk);
        }
        joiner.accept(cluster(6));

        assertThat(out.toByteArray()).isEqualTo(concat(HEADER, cluster(6)));
    }

    /** Ten frames. */
    private byte[] cluster(int number) {
        byte[] all = concat(CLUSTER, element(new byte[] {(byte) 0xE7}, new byte[] {(byte) number}));
        Random sizes = new Random(number);
        for (int i = 0; i < 10; i++) {
            all = concat(all, element(new byte[] {(byte) 0xA3}, bytes(1 + sizes.nextInt(400), number)));
        }
        return all;
    }

    private List<byte[]> cut(byte[] whole, int pieces) {
        int[] bounds = random.ints(pieces - 1L, 0, whole.length).sorted().toArray();
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        for (int bound : bounds) {
            chunks.add(Arrays.copyOfRange(whole, from, bound));
            from = bound;
        }
        chunks.add(Arrays.copyOfRange(whole, from, whole.length));
        return chunks;
    }

    /** With a size of two bytes. */
    private static byte[] element(byte[] id, byte[] content) {
        byte[] size = {(byte) (0x40 | content.length >> 8), (byte) content.length};
        return concat(id, size, content);
    }

    private static byte[] bytes(int count, int value) {
        byte[] all = new byte[count];
        Arrays.fill(all, (byte) value);
        return all;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
