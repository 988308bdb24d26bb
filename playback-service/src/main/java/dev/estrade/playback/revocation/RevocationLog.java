package dev.estrade.playback.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.Revoked;
import dev.estrade.events.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The topic, read from its beginning. A poll succeeds also when no broker answers, so it proves nothing. What does: once
 * a second the broker is asked where its partitions end, and when all has been read up to there, the revocations are
 * complete as of the moment of the question.
 */
final class RevocationLog {
    private static final Logger log = LoggerFactory.getLogger(RevocationLog.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<String, byte[]> consumer;
    private final Revocations revocations;
    private final Ticker ticker;
    private @Nullable Long asked;
    private @Nullable Map<TopicPartition, Long> ends;

    RevocationLog(Consumer<String, byte[]> consumer, Revocations revocations, Ticker ticker) {
        this.consumer = consumer;
        this.revocations = revocations;
        this.ticker = ticker;
    }

    /** One poll; the client comes back to a broker that was away by itself. */
    void read() {
        try {
            compareWithTheEnds();
        } catch (TimeoutException away) {
            log.debug("The ends of {} are not known: {}", Topics.REVOCATIONS, away.toString());
        }
        consumer.poll(POLL).forEach(this::add);
    }

    private void compareWithTheEnds() {
        Long before = asked;
        if (ends == null && (before == null || ticker.read() - before >= BETWEEN_QUESTIONS.toNanos())) {
            asked = ticker.read();
            ends = consumer.endOffsets(followed(), PATIENCE);
        }
        if (asked != null && ends != null && isReadTo(ends)) {
            revocations.completeAsOf(asked);
            ends = null;
        }
    }

    private boolean isReadTo(Map<TopicPartition, Long> wanted) {
        return wanted.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    /** All partitions that there are: new ones from their beginning, the others go on. */
    private Set<TopicPartition> followed() {
        List<TopicPartition> all = consumer.partitionsFor(Topics.REVOCATIONS, PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("There is no topic " + Topics.REVOCATIONS + " yet");
        }
        Set<TopicPartition> added = new HashSet<>(all);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
        return consumer.assignment();
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || !EventType.REVOKED.type().equals(new String(type.value(), UTF_8))) {
            return;
        }
        try {
            revocations.add((Revoked) EventJson.read(EventType.REVOKED, record.value()));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            log.error(
                    "A revocation is lost: {}-{}@{}", record.topic(), record.partition(), record.offset(), unreadable);
        }
    }

    /** What its consumer is told beside the broker's address. */
    static Map<String, Object> settings() {
        return Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "max.poll.records",
                5000,
                "fetch.min.bytes",
                1,
                // A broker that hangs is given up after this time, and connected to again.
                "request.timeout.ms",
                3000);
    }
}
