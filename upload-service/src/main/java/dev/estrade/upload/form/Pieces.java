package dev.estrade.upload.form;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/** Cuts a stream of bytes into pieces of one size, the last one smaller, without gathering them. */
final class Pieces {
    private static final int PREFETCHED = 2;

    private final long size;
    private long filled;

    private Pieces(long size) {
        this.size = size;
    }

    /** Each piece must be consumed before the next one comes. The last piece may be empty. */
    static Flux<Flux<DataBuffer>> of(Flux<DataBuffer> bytes, long size) {
        return Flux.defer(() -> {
            Pieces pieces = new Pieces(size);
            return bytes.concatMapIterable(pieces::cut, PREFETCHED)
                    .windowUntil(Cut::isLastOfPiece, false, PREFETCHED)
                    .map(piece -> piece.map(Cut::bytes));
        });
    }

    private List<Cut> cut(DataBuffer buffer) {
        List<Cut> cuts = new ArrayList<>();
        DataBuffer rest = buffer;
        while (filled + rest.readableByteCount() > size) {
            cuts.add(new Cut(rest.split((int) (size - filled) + rest.readPosition()), true));
            filled = 0;
        }
        filled += rest.readableByteCount();
        boolean full = filled == size;
        cuts.add(new Cut(rest, full));
        filled = full ? 0 : filled;
        return cuts;
    }

    private record Cut(DataBuffer bytes, boolean isLastOfPiece) {}
}
