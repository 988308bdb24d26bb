/** Server-sent events on their way through the gateway. */
@NullMarked
package dev.estrade.gateway.stream;

import org.jspecify.annotations.NullMarked;
