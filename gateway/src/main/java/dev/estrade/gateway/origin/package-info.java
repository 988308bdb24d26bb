/** Which web pages may call: CORS. */
@NullMarked
package dev.estrade.gateway.origin;

import org.jspecify.annotations.NullMarked;
