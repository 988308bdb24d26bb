package dev.estrade.transcode.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Edit lists in all the places where FFmpeg looks for them; and what no table is. */
@NullMarked
class SampleTableTests {

    @Test
    void letsFewEditsPass() {
        assertThatCode(() -> SampleTable.requireFewEdits(box("trak", box("edts", edits(1000)))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesManyEditsWhereverTheyAre() {
        byte[] few = box("edts", edits(1));

        assertRefused(box("trak", box("edts", edits(1001))));
        assertRefused(box("trak", box("edts", edits(1), edits(1001))));
        assertRefused(box("trak", few, box("edts", edits(-1))));
        assertRefused(box("trak", edits(1_000_000)));
        assertRefused(box("trak", few), box("trak", box("edts", edits(5000))));
        assertRefused(unsized(box("trak", unsized(box("edts", edits(5000))))));
    }

    @Test
    void readsNothingOutOfBytesThatAreNoMovie() {
        assertThat(SampleTable.read(new byte[0])).isEmpty();
        assertThat(SampleTable.read(box("trak"))).isEmpty();
        assertThat(SampleTable.read(box("trak", box("mdia", box("hdlr", new byte[3])))))
                .isEmpty();
    }

    private static void assertRefused(byte[]... tracks) {
        assertThatThrownBy(() -> SampleTable.requireFewEdits(joined(tracks)))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("edits");
    }

    private static byte[] edits(int count) {
        return box("elst", ByteBuffer.allocate(20).putInt(4, count).array());
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] body = joined(content);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(ISO_8859_1))
                .put(body)
                .array();
    }

    /** To the end of what holds it. */
    private static byte[] unsized(byte[] box) {
        return ByteBuffer.wrap(box.clone()).putInt(0, 0).array();
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
