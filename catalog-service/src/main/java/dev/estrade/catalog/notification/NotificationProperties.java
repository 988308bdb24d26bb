package dev.estrade.catalog.notification;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long notifications are kept.
 *
 * @param keptRead after they happened, if they were read
 * @param kept after they happened, read or not
 */
@Validated
@ConfigurationProperties("estrade.notifications")
record NotificationProperties(
        @DurationMin(days = 1) @DefaultValue("90d") Duration keptRead,
        @DurationMin(days = 1) @DefaultValue("365d") Duration kept) {}
