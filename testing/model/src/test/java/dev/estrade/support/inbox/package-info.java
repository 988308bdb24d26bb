/** Reaches what service-support keeps to itself. */
@NullMarked
package dev.estrade.support.inbox;

import org.jspecify.annotations.NullMarked;
