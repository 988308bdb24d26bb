/** Reaches what service-support keeps to itself. */
@NullMarked
package dev.estrade.support.schedule;

import org.jspecify.annotations.NullMarked;
