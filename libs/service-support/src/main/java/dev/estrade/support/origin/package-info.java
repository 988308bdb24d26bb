/** Which web pages may call and play, at the gateway and behind it. */
@NullMarked
package dev.estrade.support.origin;

import org.jspecify.annotations.NullMarked;
