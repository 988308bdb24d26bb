/** The events that the services exchange: records, their CloudEvents types and topics, and their JSON form. */
@NullMarked
package dev.estrade.events;

import org.jspecify.annotations.NullMarked;
