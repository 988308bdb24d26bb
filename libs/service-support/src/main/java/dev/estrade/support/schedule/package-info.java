/** Work that recurs while the service runs. */
@NullMarked
package dev.estrade.support.schedule;

import org.jspecify.annotations.NullMarked;
