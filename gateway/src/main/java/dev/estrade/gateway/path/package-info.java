/** Which request paths are plain enough to be routed, and how requests are logged. */
@NullMarked
package dev.estrade.gateway.path;

import org.jspecify.annotations.NullMarked;
