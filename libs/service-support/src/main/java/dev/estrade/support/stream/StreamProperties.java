package dev.estrade.support.stream;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Server-sent events.
 *
 * @param heartbeat a comment line at least so often, so that nobody between takes the connection for dead
 * @param poll how long a change stays unseen when its hint was lost
 * @param pace between two looks at the same document
 * @param settle between a hint and the look: the time to write what the hint tells of
 * @param retry after which clients come back when the service ends a stream
 * @param perUser streams that one person may have open in one process
 */
@Validated
@ConfigurationProperties("estrade.streams")
record StreamProperties(
        @DurationMin(seconds = 1) @DefaultValue("15s") Duration heartbeat,
        @DurationMin(millis = 100) @DefaultValue("5s") Duration poll,
        @DurationMin(millis = 10) @DefaultValue("1s") Duration pace,
        @DurationMin(millis = 0) @DefaultValue("50ms") Duration settle,
        @DurationMin(millis = 0) @DefaultValue("1s") Duration retry,
        @Positive @DefaultValue("20") int perUser) {}
