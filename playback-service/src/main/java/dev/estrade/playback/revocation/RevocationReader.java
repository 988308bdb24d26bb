package dev.estrade.playback.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.support.events.TopicReader;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Keeps this replica's {@link Revocations} complete. */
final class RevocationReader extends TopicReader {
    private final Revocations revocations;
    private final Ticker ticker;

    RevocationReader(Supplier<Consumer<String, byte[]>> consumers, Revocations revocations, Ticker ticker) {
        super("revocations", consumers);
        this.revocations = revocations;
        this.ticker = ticker;
    }

    @Override
    protected Runnable reading(Consumer<String, byte[]> consumer) {
        return new RevocationLog(consumer, revocations, ticker)::read;
    }
}
