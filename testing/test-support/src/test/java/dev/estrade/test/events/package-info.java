/** What docs/asyncapi.yaml and docs/events.md are made of: the events' records, their Javadoc and golden samples. */
@NullMarked
package dev.estrade.test.events;

import org.jspecify.annotations.NullMarked;
