/** How large a request may be. */
@NullMarked
package dev.estrade.gateway.limit;

import org.jspecify.annotations.NullMarked;
