/** What an operator sees of requests: metrics by route, and traces that go on behind the gateway. */
@NullMarked
package dev.estrade.gateway.watch;

import org.jspecify.annotations.NullMarked;
