package dev.estrade.support.events;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service takes part in the exchange of events.
 *
 * @param partitions of each topic that is created here; existing topics are left as they are
 * @param replicas of each topic that is created here
 */
@ConfigurationProperties("estrade.events")
record EventProperties(
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas) {}
