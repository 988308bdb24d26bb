/** How large requests may be, and how many. */
@NullMarked
package dev.estrade.gateway.limit;

import org.jspecify.annotations.NullMarked;
