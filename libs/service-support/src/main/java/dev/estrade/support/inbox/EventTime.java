package dev.estrade.support.inbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** When an event happened: CloudEvents' {@code time}, or when the broker took it. */
public final class EventTime {
    private EventTime() {}

    /** @throws java.time.format.DateTimeParseException for a {@code ce_time} that is not RFC 3339 */
    public static Instant of(ConsumerRecord<?, ?> record) {
        Header time = record.headers().lastHeader("ce_time");
        return time == null
                ? Instant.ofEpochMilli(record.timestamp())
                : Instant.parse(new String(time.value(), US_ASCII));
    }
}
