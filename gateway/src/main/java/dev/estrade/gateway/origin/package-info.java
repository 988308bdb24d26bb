/** Which web pages may call: the referrer rule and CORS. */
@NullMarked
package dev.estrade.gateway.origin;

import org.jspecify.annotations.NullMarked;
