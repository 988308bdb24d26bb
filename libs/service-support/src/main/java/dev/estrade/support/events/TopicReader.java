package dev.estrade.support.events;

import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Reads with a consumer that belongs to no group, so that every replica reads everything and nothing is committed. On a
 * thread of its own, since Kafka's client blocks; ending it interrupts that thread.
 */
public abstract class TopicReader extends Background {
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);

    private final String name;
    private final Supplier<Consumer<String, byte[]>> consumers;

    /** @param consumers a new one for each beginning; it is closed here */
    protected TopicReader(String name, Supplier<Consumer<String, byte[]>> consumers) {
        this.name = name;
        this.consumers = consumers;
    }

    /**
     * Begins to read with a new consumer.
     *
     * @return polls it once; run again and again until it fails, and then reading begins anew
     */
    protected abstract Runnable reading(Consumer<String, byte[]> consumer);

    @Override
    protected final Disposable begin() {
        // It ends by itself when it has nothing to do; to dispose of it would interrupt the consumer in closing.
        Scheduler thread = Schedulers.newBoundedElastic(1, 1, name, 10, true);
        return Mono.fromRunnable(this::read)
                .subscribeOn(thread)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                        .maxBackoff(Duration.ofSeconds(5))
                        .doBeforeRetry(failed -> log.warn(
                                "Reading of {} begins anew: {}",
                                name,
                                failed.failure().toString())))
                .subscribe();
    }

    private void read() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            readUntilInterrupted(reading(consumer));
        }
    }

    /** Leaves the thread without its interruption, which would hinder the consumer from closing. */
    private void readUntilInterrupted(Runnable turn) {
        try {
            while (!Thread.interrupted()) {
                turn.run();
            }
        } catch (InterruptException stopped) {
            log.debug("Reading of {} ends: {}", name, Thread.interrupted());
        }
    }
}
