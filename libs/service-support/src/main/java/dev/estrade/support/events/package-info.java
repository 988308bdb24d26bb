/** The Kafka form of events: CloudEvents binary binding, topics, dead letters. */
@NullMarked
package dev.estrade.support.events;

import org.jspecify.annotations.NullMarked;
